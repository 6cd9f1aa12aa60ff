using SmimeHelpdesk.Reply;

namespace SmimeHelpdesk;

public sealed partial class SmimeReplyComposer
{
    /// <summary>
    /// Says which boxes can be ticked for a mail that answers none. Every recipient needs a certificate: the host's, a trusted one learnt
    /// from an earlier mail, or one that an <see cref="IRecipientCertificateSource"/> finds.
    /// </summary>
    /// <param name="mailbox">The mailbox that writes.</param>
    /// <param name="recipients">Whom it writes to.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The two boxes, their reasons and cautions.</returns>
    /// <exception cref="ArgumentException">An address is not a plain addr-spec.</exception>
    public Task<ReplyAvailability> GetAvailabilityAsync(Mailbox mailbox, ReplyRecipients recipients, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(recipients);
        return GetAvailabilityAsync(ReplyContext.ForNewMail(mailbox), recipients, cancellationToken);
    }

    /// <summary>Composes a mail that answers none, exactly as ticked.</summary>
    /// <param name="draft">What the agent wrote.</param>
    /// <param name="mailbox">The mailbox that writes.</param>
    /// <param name="protection">What is ticked.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The messages to send; dispose it when they are sent.</returns>
    /// <exception cref="ReplyProtectionUnavailableException">What is ticked cannot be done; nothing was composed.</exception>
    /// <exception cref="InvalidOperationException">An attachment's stream gave other bytes when it was opened again.</exception>
    /// <exception cref="ArgumentException">An address or a header value of the draft is not acceptable.</exception>
    public Task<ComposedReply> ComposeAsync(ReplyDraft draft, Mailbox mailbox, ReplyProtection protection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        return ComposeAsync(draft, ReplyContext.ForNewMail(mailbox), protection, cancellationToken);
    }

    /// <summary>
    /// Composes an automatic reply, such as a receipt: signed when possible, encrypted when every recipient can be encrypted to, and with
    /// no less than <see cref="SmimePolicy.AutomaticMailRequires"/>. It is marked as automatic (RFC 3834, <c>Auto-Submitted: auto-replied</c>).
    /// Write the same text whatever became of the inbound message: a reply that tells a stranger whether something could be decrypted
    /// helps to break it.
    /// </summary>
    /// <param name="draft">What is sent.</param>
    /// <param name="context">What the inbound message left behind.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The messages to send, and how they are protected; dispose it when they are sent.</returns>
    /// <exception cref="ReplyProtectionUnavailableException">What the policy requires cannot be done; nothing was composed.</exception>
    /// <exception cref="PlaintextReplyRefusedException">
    /// The inbound message was encrypted, the reply cannot be, and the draft holds no consent to that; nothing was composed.
    /// </exception>
    /// <exception cref="ArgumentException">An address or a header value of the draft is not acceptable.</exception>
    public Task<ComposedReply> ComposeAutomaticAsync(ReplyDraft draft, ReplyContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(context);
        return ComposeCoreAsync(AutomaticMail.Mark(draft, context), context, can => AutomaticMail.Protection(can, _policy), cancellationToken);
    }

    /// <summary>
    /// Composes a notification that answers no mail: signed when possible, encrypted when every recipient can be encrypted to, and with no
    /// less than <see cref="SmimePolicy.AutomaticMailRequires"/>. It is marked as automatic (RFC 3834, <c>Auto-Submitted: auto-generated</c>).
    /// </summary>
    /// <param name="draft">What is sent.</param>
    /// <param name="mailbox">The mailbox that writes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The messages to send, and how they are protected; dispose it when they are sent.</returns>
    /// <exception cref="ReplyProtectionUnavailableException">What the policy requires cannot be done; nothing was composed.</exception>
    /// <exception cref="ArgumentException">An address or a header value of the draft is not acceptable.</exception>
    public Task<ComposedReply> ComposeAutomaticAsync(ReplyDraft draft, Mailbox mailbox, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        return ComposeAutomaticAsync(draft, ReplyContext.ForNewMail(mailbox), cancellationToken);
    }
}

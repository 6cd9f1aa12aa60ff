using Microsoft.Extensions.Logging;

namespace SmimeHelpdesk;

/// <summary>
/// The front door out: says what can be ticked, then composes exactly that. Stateless and thread-safe.
/// </summary>
public sealed class SmimeReplyComposer
{
    /// <summary>Makes a composer.</summary>
    /// <param name="credentials">The mailboxes' credentials.</param>
    /// <param name="cache">Where customers' certificates are remembered.</param>
    /// <param name="anchors">Whom to trust.</param>
    /// <param name="policy">The policy; null for <see cref="SmimePolicy.Default"/>.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="logger">Where events are logged, without secrets or addresses; null for nowhere.</param>
    public SmimeReplyComposer(
        MailboxCredentialManager credentials,
        ISignerCertificateCache cache,
        ITrustAnchorProvider anchors,
        SmimePolicy? policy = null,
        TimeProvider? time = null,
        ILogger<SmimeReplyComposer>? logger = null)
    {
    }

    /// <summary>Says which boxes can be ticked now, and why not.</summary>
    /// <param name="context">What the inbound message left behind.</param>
    /// <param name="recipients">Whom the reply goes to; null means whom the inbound message says.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The two boxes, their reasons and cautions.</returns>
    /// <exception cref="ArgumentException">An address is not a plain addr-spec.</exception>
    public Task<ReplyAvailability> GetAvailabilityAsync(ReplyContext context, ReplyRecipients? recipients, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Composes the reply exactly as ticked.</summary>
    /// <param name="draft">What the agent wrote.</param>
    /// <param name="context">What the inbound message left behind.</param>
    /// <param name="protection">What is ticked.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The messages to send.</returns>
    /// <exception cref="ReplyProtectionUnavailableException">What is ticked cannot be done; nothing was composed.</exception>
    /// <exception cref="ArgumentException">An address or a header value of the draft is not acceptable.</exception>
    public Task<ComposedReply> ComposeAsync(ReplyDraft draft, ReplyContext context, ReplyProtection protection, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}

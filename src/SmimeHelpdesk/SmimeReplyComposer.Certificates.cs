using SmimeHelpdesk.Diagnostics;
using SmimeHelpdesk.Reply;

namespace SmimeHelpdesk;

public sealed partial class SmimeReplyComposer
{
    /// <summary>
    /// Composes a mail that carries the mailbox's certificates and nothing else (RFC 8551 section 3.8, <c>smime-type=certs-only</c>), for
    /// programs and gateways that import them. A signed mail does the same and can be read: <see cref="MailTemplates.OurCertificate"/>.
    /// </summary>
    /// <param name="draft">Its recipients, Subject and header fields. It has no text and no attachments.</param>
    /// <param name="mailbox">The mailbox whose certificates are sent: the one that signs and the one to encrypt to, with their issuers' but without root.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The messages to send; dispose it when they are sent.</returns>
    /// <exception cref="ReplyProtectionUnavailableException">The mailbox has no certificate that others should use now.</exception>
    /// <exception cref="ArgumentException">The draft has content, no recipient, or something in it is not acceptable.</exception>
    public async Task<ComposedReply> ComposeCertificatesAsync(ReplyDraft draft, Mailbox mailbox, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(mailbox);
        if (draft.TextBody is not null || draft.HtmlBody is not null || draft.Calendar is not null || draft.Attachments.Count > 0)
        {
            throw new ArgumentException("A mail of certificates alone has no text and no attachments.", nameof(draft));
        }

        DateTimeOffset now = _time.GetUtcNow();
        var context = ReplyContext.ForNewMail(mailbox);
        using ReplyPlan plan = await _planner.PlanAsync(context, draft.Recipients, now, cancellationToken).ConfigureAwait(false);
        using ComposeOperation operation = ComposeOperation.Start(_logger, ReplyProtection.None);
        if (plan.Signer is null && plan.EncryptionCredential is null)
        {
            await RefuseAsync(plan, operation, cancellationToken).ConfigureAwait(false);
            throw new ReplyProtectionUnavailableException(ReplyProtection.Sign, plan.Availability);
        }

        if (plan.Recipients.Count == 0)
        {
            throw new ArgumentException("The mail has no recipient.", nameof(draft));
        }

        return Finish(plan, ReplyProtection.None, operation, owned => new ReplyComposition(draft, context, plan, ReplyProtection.None, _policy, now, owned).ComposeCertificates());
    }
}

using Microsoft.Extensions.Logging;
using MimeKit;

namespace SmimeHelpdesk;

/// <summary>
/// The front door in: a raw message and its mailbox become plain ticket content and a verdict. Stateless and thread-safe.
/// </summary>
public sealed class SmimeMessageOpener
{
    /// <summary>Makes an opener.</summary>
    /// <param name="credentials">The mailboxes' credentials.</param>
    /// <param name="cache">Where customers' certificates are remembered.</param>
    /// <param name="anchors">Whom to trust.</param>
    /// <param name="policy">The policy; null for <see cref="SmimePolicy.Default"/>.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="logger">Where events are logged, without secrets or addresses; null for nowhere.</param>
    public SmimeMessageOpener(
        MailboxCredentialManager credentials,
        ISignerCertificateCache cache,
        ITrustAnchorProvider anchors,
        SmimePolicy? policy = null,
        TimeProvider? time = null,
        ILogger<SmimeMessageOpener>? logger = null)
    {
    }

    /// <summary>
    /// Opens a message. Never throws because of its content.
    /// </summary>
    /// <param name="message">The raw message, from its first header field on, as it was received: a signature is over these bytes. Left open.</param>
    /// <param name="mailbox">The mailbox that received it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The opened message; dispose it after its attachments have been read.</returns>
    public Task<OpenedMessage> OpenAsync(Stream message, Mailbox mailbox, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>
    /// Opens a message that the host has only in parsed form. It is written out first, and a signature over bytes that the parser
    /// did not keep then counts as altered: prefer the stream.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="mailbox">The mailbox that received it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The opened message.</returns>
    public Task<OpenedMessage> OpenAsync(MimeMessage message, Mailbox mailbox, CancellationToken cancellationToken) => throw new NotImplementedException();
}

using Microsoft.Extensions.Logging;
using MimeKit;
using SmimeHelpdesk.Diagnostics;
using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Policy;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk;

/// <summary>
/// The front door in: a raw message and its mailbox become plain ticket content and a verdict. Thread-safe; what it remembers of the
/// certificates that it has seen saves time and changes no verdict.
/// </summary>
public sealed class SmimeMessageOpener
{
    private readonly MailboxCredentialManager _credentials;
    private readonly ISignerCertificateCache _cache;
    private readonly ITrustAnchorProvider _anchors;
    private readonly SmimePolicy _policy;
    private readonly CertificateMemo _certificates = new();
    private readonly TimeProvider _time;
    private readonly ILogger? _logger;
    private readonly NetworkQuestions _network;

    /// <summary>Makes an opener.</summary>
    /// <param name="credentials">The mailboxes' credentials.</param>
    /// <param name="cache">Where customers' certificates are remembered.</param>
    /// <param name="anchors">Whom to trust.</param>
    /// <param name="policy">The policy; null for <see cref="SmimePolicy.Default"/>.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="logger">Where events are logged, without secrets or addresses; null for nowhere.</param>
    /// <param name="revocation">Who is asked about revocation; needed unless the policy's <see cref="SmimePolicy.Revocation"/> is off.</param>
    /// <param name="issuers">Where issuers that a message left out are looked for; null for nowhere.</param>
    /// <exception cref="ArgumentException">A value of the policy is out of range, or the policy asks about revocation and there is nobody to ask.</exception>
    public SmimeMessageOpener(
        MailboxCredentialManager credentials,
        ISignerCertificateCache cache,
        ITrustAnchorProvider anchors,
        SmimePolicy? policy = null,
        TimeProvider? time = null,
        ILogger<SmimeMessageOpener>? logger = null,
        IRevocationChecker? revocation = null,
        IIssuerSource? issuers = null)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(anchors);
        PolicyBounds.RequireChecker(policy, revocation);
        _credentials = credentials;
        _cache = cache;
        _anchors = anchors;
        _policy = policy ?? SmimePolicy.Default;
        PolicyBounds.Require(_policy, nameof(policy));
        _time = time ?? TimeProvider.System;
        _logger = logger;
        _network = new NetworkQuestions(revocation, issuers, _policy);
    }

    /// <summary>
    /// Opens a message. Never throws because of its content; what a database, a key service or the caller's token does passes
    /// through, except that an unreachable cache only defers the harvest.
    /// </summary>
    /// <param name="message">The raw message, from its first header field on, as it was received: a signature is over these bytes. Left open. A large file is read where it lies, until the opened message is disposed: its stream may be closed before, but the file must not change.</param>
    /// <param name="mailbox">The mailbox that received it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The opened message; dispose it after its attachments have been read.</returns>
    public Task<OpenedMessage> OpenAsync(Stream message, Mailbox mailbox, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(mailbox);
        DateTimeOffset now = _time.GetUtcNow();
        return OpenAsync(message, mailbox, now, now, cancellationToken);
    }

    /// <summary>
    /// Opens a message that was received some time ago, say from a backlog. The signature is judged at that time; whether the signer's
    /// certificate is still good is in <see cref="SignatureVerdict.PathNow"/>. Fails as <see cref="OpenAsync(Stream, Mailbox, CancellationToken)"/> does.
    /// </summary>
    /// <param name="message">The raw message, as it was received. Left open.</param>
    /// <param name="mailbox">The mailbox that received it.</param>
    /// <param name="receivedAt">When your own server received it. Never a time that the mail itself states, such as Date or the signing time: its author chooses those. A time to come counts as now.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The opened message; dispose it after its attachments have been read.</returns>
    public Task<OpenedMessage> OpenAsync(Stream message, Mailbox mailbox, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(mailbox);
        return OpenAsync(message, mailbox, receivedAt, _time.GetUtcNow(), cancellationToken);
    }

    /// <summary>
    /// Opens a message again from its raw form, when what was missing may have arrived. It is judged at the time of its receipt, as
    /// before, and teaches no more than it would have then; store what comes out in place of the old. Fails as <see cref="OpenAsync(Stream, Mailbox, CancellationToken)"/> does.
    /// </summary>
    /// <param name="message">The raw message, as it was received. Left open.</param>
    /// <param name="missing">What was missing when it was opened last.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The opened message; dispose it after its attachments have been read.</returns>
    public Task<OpenedMessage> ReopenAsync(Stream message, MissingPieces missing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(missing);
        DateTimeOffset now = _time.GetUtcNow();
        return OpenAsync(message, new Mailbox(missing.MailboxAddress, missing.Tenant), missing.ReceivedAt, now, cancellationToken);
    }

    private async Task<OpenedMessage> OpenAsync(Stream message, Mailbox mailbox, DateTimeOffset receivedAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using OpenOperation operation = OpenOperation.Start(_logger);
        var owned = new OwnedResources();
        try
        {
            (ByteSource raw, bool complete) = await MessageReader.ReadAsync(message, _policy, owned, cancellationToken).ConfigureAwait(false);
            var run = new OpeningRun(_credentials, _cache, _anchors, _network, _policy, _certificates, receivedAt < now ? receivedAt : now, now, _logger, owned);
            OpenedMessage opened = await run.OpenAsync(raw, complete, mailbox, cancellationToken).ConfigureAwait(false);
            operation.Complete(opened.Signature, opened.Encryption, opened.Harvest);
            return opened;
        }
        catch
        {
            owned.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens a message that the host has only in parsed form. It is written out first, and a signature over bytes that the parser
    /// did not keep then counts as altered: prefer the stream.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="mailbox">The mailbox that received it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The opened message; dispose it after its attachments have been read.</returns>
    public async Task<OpenedMessage> OpenAsync(MimeMessage message, Mailbox mailbox, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var buffer = new MemoryStream();
        await message.WriteToAsync(buffer, cancellationToken).ConfigureAwait(false);
        buffer.Position = 0;
        return await OpenAsync(buffer, mailbox, cancellationToken).ConfigureAwait(false);
    }
}

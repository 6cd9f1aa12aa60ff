using Microsoft.Extensions.Logging;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Harvest;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Inbound;

/// <summary>One message's way through the rooms: layers, verdict, harvest, content, reply context. In this order, never another.</summary>
internal sealed class OpeningRun(
    MailboxCredentialManager credentials,
    ISignerCertificateCache cache,
    ITrustAnchorProvider anchorProvider,
    NetworkQuestions network,
    SmimePolicy policy,
    CertificateMemo certificates,
    DateTimeOffset receivedAt,
    DateTimeOffset now,
    ILogger? logger,
    OwnedResources owned)
{
    public async Task<OpenedMessage> OpenAsync(ByteSource raw, bool isComplete, Mailbox mailbox, CancellationToken cancellationToken)
    {
        var unwrapper = new MessageUnwrapper(credentials, policy, certificates, mailbox, owned);
        var audit = new OpeningAudit(credentials.Audit, mailbox, logger);
        try
        {
            (OpenedMessage opened, KnownSigners known) = await OpenAsync(unwrapper, raw, isComplete, mailbox, cancellationToken).ConfigureAwait(false);
            await audit.RecordHarvestAsync(opened, known, cancellationToken).ConfigureAwait(false);
            return opened;
        }
        finally
        {
            await audit.RecordKeysAsync(unwrapper.KeyUses, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(OpenedMessage Opened, KnownSigners Known)> OpenAsync(
        MessageUnwrapper unwrapper, ByteSource raw, bool isComplete, Mailbox mailbox, CancellationToken cancellationToken)
    {
        UnwrappedMessage unwrapped = await unwrapper.UnwrapAsync(raw, isComplete, cancellationToken).ConfigureAwait(false);
        TrustAnchors anchors = await anchorProvider.GetAsync(mailbox.Tenant, cancellationToken).ConfigureAwait(false);

        // Who the author claims to be is read before the signature is judged, and read again for display once it is.
        var headers = new HeaderReading(unwrapped.Message, unwrapped.Payload, unwrapped.IsDecrypted);
        ProtectedHeaderResult claimed = headers.Result(isSigned: true);
        var sender = new SenderFacts(claimed.OuterFrom, claimed.ProtectedFrom, claimed.FromIsAmbiguous) { Written = claimed.WrittenFrom };
        var memory = new CustomerMemory(cache, certificates, mailbox.Tenant, logger);
        KnownSigners known = await memory.FindAsync(sender.Author, cancellationToken).ConfigureAwait(false);
        var context = new SignatureContext
        {
            Sender = sender,
            Anchors = anchors,
            Known = [.. known.Certificates],
            KnownIssuers = [.. known.Rows.SelectMany(row => row.Issuers).Take(policy.Limits.MaximumCertificates).Select(certificates.TryParse).OfType<ParsedCertificate>()],
            BlockedKeys = known.BlockedKeys,
            At = receivedAt,
            Now = now,
            Date = claimed.Headers.Date,
            Policy = policy,
        };
        MessageSignature signature = await network.JudgeAsync(unwrapped, context, cancellationToken).ConfigureAwait(false);
        ProtectedHeaderResult shown = signature.Status is SignatureStatus.Valid ? claimed : headers.Result(isSigned: false);

        EncryptionCertificate encryption = CertificateHarvest.ForReply(signature.Judged, context);
        HarvestResult harvest = await HarvestAsync().ConfigureAwait(false);

        // Last, when all that the message says for itself is settled: its errant parts change none of it.
        var opener = new ErrantPartOpener(unwrapper, new ErrantPartJudge(anchors, receivedAt, now, policy), policy.Limits);
        MessageParts parts = await opener.OpenAllAsync(unwrapped, cancellationToken).ConfigureAwait(false);
        var facts = new OpeningFacts(unwrapped, signature, sender, shown, encryption, harvest, known)
        {
            HasErrantParts = parts.Errant.Count > 0,
            KnownIsUnavailable = memory.IsDown,
        };
        return (Assemble(facts, parts, anchors, mailbox), known);

        async Task<HarvestResult> HarvestAsync()
        {
            HarvestReason obstacle = CertificateHarvest.Obstacle(signature.Judged, encryption);
            return obstacle is HarvestReason.None && EmailAddress.Normalize(sender.Author) is { } address
                ? await memory.StoreAsync(CertificateHarvest.Rows(signature.Judged!, encryption, mailbox, address, shown.Headers.MessageId, receivedAt), sender.Author!, cancellationToken).ConfigureAwait(false)
                : new HarvestResult(HarvestStatus.NotStored, obstacle, null, null);
        }
    }

    private OpenedMessage Assemble(OpeningFacts facts, MessageParts parts, TrustAnchors anchors, Mailbox mailbox)
    {
        MessageContent content = parts.Content.Flat.Content;
        EncryptionVerdict encryption = Verdicts.Encryption(facts.Unwrapped, facts.Signature);
        SignatureVerdict signature = Verdicts.Signature(facts, encryption, receivedAt, now);
        ReplyContext reply = ReplyContexts.Make(facts, signature, encryption, mailbox, receivedAt) with
        {
            HasDecryptedParts = parts.Errant.Any(part => part.Encryption.Status is EncryptionStatus.Decrypted),
        };
        return new OpenedMessage(owned)
        {
            Headers = facts.Headers.Headers,
            Content = content,
            Signature = signature,
            Encryption = encryption,
            ErrantParts = parts.Errant,
            Coverage = CoverageMap.Of(parts.Content.Flat, parts.Places, null, facts.Unwrapped, signature, encryption),
            Harvest = facts.Harvest,
            Missing = MissingPiecesFinder.Find(facts, anchors, mailbox, receivedAt),
            ReplyContext = reply,

            // Text that was ever encrypted is not quoted in clear (RFC 9787 section 5.4), whatever became of its layers.
            PlaintextQuote = QuotePolicy.Quote(reply, content.TextBody, ReplyProtection.None),
        };
    }
}

/// <summary>Everything known about one message when its answer is put together.</summary>
internal sealed record OpeningFacts(
    UnwrappedMessage Unwrapped,
    MessageSignature Signature,
    SenderFacts Sender,
    ProtectedHeaderResult Headers,
    EncryptionCertificate EncryptionCertificate,
    HarvestResult Harvest,
    KnownSigners Known)
{
    /// <summary>Whether the message has parts with layers of their own.</summary>
    public bool HasErrantParts { get; init; }

    /// <summary>Whether what is known of the author could not be read.</summary>
    public bool KnownIsUnavailable { get; init; }

    /// <summary>The same about an errant part, from which nothing is learnt.</summary>
    public static OpeningFacts OfErrantPart(UnwrappedMessage unwrapped, MessageSignature signature, SenderFacts sender, ProtectedHeaderResult headers) => new(
        unwrapped,
        signature,
        sender,
        headers,
        new EncryptionCertificate(EncryptAvailability.NotSigned, null, null),
        new HarvestResult(HarvestStatus.NotStored, HarvestReason.NotSigned, null, null),
        KnownSigners.None);
}

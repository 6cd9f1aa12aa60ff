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
    IRevocationChecker? revocation,
    SmimePolicy policy,
    CertificateMemo certificates,
    DateTimeOffset now,
    ILogger? logger,
    OwnedResources owned)
{
    public async Task<OpenedMessage> OpenAsync(ByteSource raw, bool isComplete, Mailbox mailbox, CancellationToken cancellationToken)
    {
        UnwrappedMessage unwrapped = await UnwrapAsync(raw, isComplete, mailbox, cancellationToken).ConfigureAwait(false);
        TrustAnchors anchors = await anchorProvider.GetAsync(mailbox.Tenant, cancellationToken).ConfigureAwait(false);

        // Who the author claims to be is read before the signature is judged, and read again for display once it is.
        var headers = new HeaderReading(unwrapped.Message, unwrapped.Payload, unwrapped.IsDecrypted);
        ProtectedHeaderResult claimed = headers.Result(isSigned: true);
        var sender = new SenderFacts(claimed.OuterFrom, claimed.ProtectedFrom, claimed.OuterFromIsAmbiguous);
        var memory = new CustomerMemory(cache, certificates, mailbox.Tenant, logger);
        IReadOnlyList<SignerCertificate> known = await memory.FindAsync(sender.Author, cancellationToken).ConfigureAwait(false);
        var context = new SignatureContext
        {
            Sender = sender,
            Anchors = anchors,
            Known = [.. known.Select(row => certificates.TryParse(row.SigningCertificate)).OfType<ParsedCertificate>()],
            KnownIssuers = [.. known.SelectMany(row => row.Issuers).Take(policy.Limits.MaximumCertificates).Select(certificates.TryParse).OfType<ParsedCertificate>()],
            At = now,
            Date = claimed.Headers.Date,
            Policy = policy,
        };
        MessageSignature signature = await CheckRevocationAsync(MessageSignature.Judge(unwrapped, context), context, cancellationToken).ConfigureAwait(false);
        ProtectedHeaderResult shown = signature.Status is SignatureStatus.Valid ? claimed : headers.Result(isSigned: false);

        EncryptionCertificate encryption = CertificateHarvest.ForReply(signature.Judged, sender.Author, anchors, now, policy);
        (SignerCertificate? row, HarvestReason reason) = CertificateHarvest.ForCache(signature.Judged, encryption, mailbox, sender.Author, shown.Headers.MessageId, now);
        HarvestResult harvest = row is null
            ? new HarvestResult(HarvestStatus.NotStored, reason, null, null)
            : await memory.StoreAsync(row, sender.Author!, cancellationToken).ConfigureAwait(false);
        return Assemble(new OpeningFacts(unwrapped, signature, sender, shown, encryption, harvest, known), mailbox);
    }

    // Asked last, so that only what would be valid without it ever causes a request.
    private async Task<MessageSignature> CheckRevocationAsync(MessageSignature signature, SignatureContext context, CancellationToken cancellationToken)
    {
        if (revocation is null || !RevocationRules.IsAsked(signature.Judged, policy))
        {
            return signature;
        }

        RevocationRequest request = RevocationRules.Request(signature.Judged!, context);
        RevocationReport report = await revocation.CheckAsync(request, cancellationToken).ConfigureAwait(false);
        return signature with { Judged = RevocationRules.Apply(signature.Judged!, report, context) };
    }

    private async Task<UnwrappedMessage> UnwrapAsync(ByteSource raw, bool isComplete, Mailbox mailbox, CancellationToken cancellationToken)
    {
        try
        {
            ParsedEntity message = RawMime.Parse(raw, policy.Limits);
            owned.Add(message);
            if (!isComplete)
            {
                return TooLarge(message);
            }

            IReadOnlyList<UsableCredential> usable = LayerKinds.Of(message) is LayerKind.None
                ? []
                : await credentials.ListUsableAsync(mailbox, cancellationToken).ConfigureAwait(false);
            var decryption = new DecryptionService(usable, credentials.OpenKeyAsync, policy);
            return await new LayerWalker(decryption, policy, certificates, owned).WalkAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (LimitExceededException)
        {
            return TooLarge(RawMime.HeaderOnly(raw));
        }
    }

    // Protected or not, content is missing, and the verdict is where a host looks.
    private static UnwrappedMessage TooLarge(ParsedEntity message)
    {
        bool isEncrypted = LayerKinds.Of(message) is LayerKind.Cms && UnreadableLayer.LabelOf(message) is CmsKind.EnvelopedData;
        Layer layer = isEncrypted
            ? new EncryptedLayer { Reason = EncryptionReason.LimitExceeded }
            : new SignedLayer(null, null, SignatureReason.LimitExceeded);
        return new UnwrappedMessage(message, message, [layer]);
    }

    private OpenedMessage Assemble(OpeningFacts facts, Mailbox mailbox)
    {
        MessageContent content = PayloadContent.Read(facts.Unwrapped, policy.Limits);
        EncryptionVerdict encryption = Verdicts.Encryption(facts.Unwrapped, facts.Signature);
        SignatureVerdict signature = Verdicts.Signature(facts, encryption, now);
        return new OpenedMessage(owned)
        {
            Headers = facts.Headers.Headers,
            Content = content,
            Signature = signature,
            Encryption = encryption,
            Harvest = facts.Harvest,
            ReplyContext = ReplyContexts.Make(facts, signature, encryption, mailbox, now),

            // Text that was ever encrypted is not quoted in clear (RFC 9787 section 5.4), whatever became of its layers.
            PlaintextQuote = encryption.Status is EncryptionStatus.NotEncrypted ? ContentFlattener.Quote(content) : string.Empty,
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
    IReadOnlyList<SignerCertificate> Known);

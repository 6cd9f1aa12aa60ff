using SmimeHelpdesk.Cms.Writing;
using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Reply;

/// <summary>Collects the facts, asks the rules, and keeps what they chose. Failing stores throw their own exceptions.</summary>
internal sealed class ReplyPlanner(
    MailboxCredentialManager credentials,
    ISignerCertificateCache cache,
    ITrustAnchorProvider anchors,
    IRevocationChecker? revocation,
    SmimePolicy policy,
    IRecipientCertificateSource? source,
    IReplyDefaultsProvider? defaults)
{
    private readonly CertificateMemo _parsed = new();

    public async Task<ReplyPlan> PlanAsync(ReplyContext context, ReplyRecipients? recipients, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var mailbox = new Mailbox(context.MailboxAddress, context.Tenant);
        IReadOnlyList<ReplyRecipient> resolved = RecipientList.Resolve(context, recipients, policy.Limits);
        var certificates = new RecipientCertificates(context, cache, source, anchors, policy, _parsed, at);
        Dictionary<ReplyRecipient, IReadOnlyList<CandidateCertificate>> candidates = [];
        foreach (ReplyRecipient recipient in resolved)
        {
            candidates[recipient] = await CollectAsync(recipient, context, recipients, certificates, cancellationToken).ConfigureAwait(false);
        }

        IReadOnlyList<UsableCredential> usable = await credentials.ListUsableAsync(mailbox, cancellationToken).ConfigureAwait(false);
        var own = new MailboxCertificates(mailbox, [.. usable.DistinctBy(credential => credential.Certificate.Sha256)], at, policy.Limits);
        (IReadOnlyList<SigningFacts> signing, SigningCredential? signer) = await OpenSignerAsync(own, at, cancellationToken).ConfigureAwait(false);
        ParsedCertificate? ownCopy = own.ForOwnCopy();
        ReplyDefaults ticked = await FindDefaultsAsync(mailbox, cancellationToken).ConfigureAwait(false);
        ReplyAvailability Evaluate() => AvailabilityRules.Evaluate(new AvailabilityFacts
        {
            At = at,
            Policy = policy,
            Inbound = context.Encrypt,
            InboundWasEncrypted = context.WasEncrypted,
            Defaults = ticked,
            HasOwnCopy = ownCopy is not null,
            InboundCautions = context.Cautions,
            Credentials = signing,
            Recipients = [.. resolved.Select(recipient => new RecipientFacts(recipient.Address, IsAuthor(recipient, context), [.. candidates[recipient].Select(candidate => candidate.Facts)]))],
        });
        ReplyAvailability availability = Evaluate();
        if (revocation is not null && policy.Revocation is not RevocationMode.Off)
        {
            var check = new RecipientRevocation(revocation, certificates, policy, at);
            while (await check.CheckChosenAsync(resolved, availability, candidates, cancellationToken).ConfigureAwait(false))
            {
                availability = Evaluate();
            }
        }

        return new ReplyPlan
        {
            Mailbox = mailbox,
            Availability = availability,
            Recipients = resolved,
            Signer = signer,
            EncryptionCredential = own.ToBeWrittenTo(signer?.Credential.Certificate),
            OwnCopy = ownCopy,
            RecipientKeys = Chosen(resolved, availability, candidates),
        };
    }

    private async Task<IReadOnlyList<CandidateCertificate>> CollectAsync(
        ReplyRecipient recipient, ReplyContext context, ReplyRecipients? recipients, RecipientCertificates certificates, CancellationToken cancellationToken)
    {
        bool isAuthor = IsAuthor(recipient, context);
        bool isMessageAlone = isAuthor && !policy.EncryptFromCache;
        IReadOnlyList<CandidateCertificate> found =
        [
            .. isAuthor ? await certificates.FromMessageAsync(cancellationToken).ConfigureAwait(false) : certificates.FromHost(recipients, recipient.Key),
            .. isMessageAlone ? [] : await certificates.FromCacheAsync(recipient.Key, cancellationToken).ConfigureAwait(false),
        ];
        IReadOnlyList<CandidateCertificate> decided = await certificates.DecideAsync(recipient.Key, found, cancellationToken).ConfigureAwait(false);
        if (isMessageAlone || decided.Any(Serves))
        {
            return decided;
        }

        // A directory is asked last: the question costs time, and tells its operator who is written to.
        IReadOnlyList<CandidateCertificate> further = await certificates.FromSourceAsync(recipient.Key, cancellationToken).ConfigureAwait(false);
        return further.Count == 0 ? decided : await certificates.DecideAsync(recipient.Key, [.. decided, .. further], cancellationToken).ConfigureAwait(false);
    }

    private static bool Serves(CandidateCertificate candidate) =>
        candidate.Facts is { Usability: EncryptAvailability.Available } facts && (facts.IsTrusted || facts.Source is CertificateSource.Host);

    private async Task<ReplyDefaults> FindDefaultsAsync(Mailbox mailbox, CancellationToken cancellationToken) =>
        (defaults is null ? null : await defaults.FindAsync(mailbox, cancellationToken).ConfigureAwait(false)) ?? policy.ReplyDefaults;

    // The first choice whose key opens; a key that does not is remembered as such, for the reason.
    private async Task<(IReadOnlyList<SigningFacts> Facts, SigningCredential? Signer)> OpenSignerAsync(MailboxCertificates own, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Dictionary<string, SigningFacts> facts = own.Facts.ToDictionary(credential => credential.Sha256);
        foreach (SigningFacts candidate in SigningRules.Order(own.Facts, at))
        {
            UsableCredential credential = own.Find(candidate.Sha256);
            MailboxPrivateKey? key = await credentials.OpenKeyAsync(credential, cancellationToken).ConfigureAwait(false);
            bool opens = key is not null && SignatureScheme.For(credential.Certificate)!.FitsKey(key);
            facts[candidate.Sha256] = candidate with { KeyOpens = opens };
            if (opens)
            {
                return ([.. facts.Values], new SigningCredential(credential, key!));
            }

            key?.Dispose();
        }

        return ([.. facts.Values], null);
    }

    private static bool IsAuthor(ReplyRecipient recipient, ReplyContext context) => EmailAddress.Normalize(context.From) == recipient.Key;

    private static Dictionary<string, RecipientKey> Chosen(
        IReadOnlyList<ReplyRecipient> recipients, ReplyAvailability availability, Dictionary<ReplyRecipient, IReadOnlyList<CandidateCertificate>> candidates)
    {
        var chosen = new Dictionary<string, RecipientKey>();
        foreach ((ReplyRecipient recipient, RecipientAvailability state) in recipients.Zip(availability.Recipients))
        {
            if (candidates[recipient].FirstOrDefault(candidate => candidate.Facts.Sha256 == state.Sha256)?.Key is { } key)
            {
                chosen.Add(recipient.Key, key);
            }
        }

        return chosen;
    }
}

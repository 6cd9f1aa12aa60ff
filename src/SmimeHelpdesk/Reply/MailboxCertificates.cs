using SmimeHelpdesk.Cms.Writing;
using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Reply;

/// <summary>What the mailbox's own credentials can do: sign, be written to, read its own copy.</summary>
internal sealed class MailboxCertificates(Mailbox mailbox, IReadOnlyList<UsableCredential> credentials, DateTimeOffset at, SmimeLimits limits)
{
    /// <summary>The credentials as the rules see them, no key tried yet.</summary>
    public IReadOnlyList<SigningFacts> Facts { get; } = [.. credentials.Select(credential => new SigningFacts
    {
        Sha256 = credential.Certificate.Sha256,
        HasAddress = credential.Certificate.HasAddress(mailbox.NormalizedAddress),
        MaySign = CertificatePurpose.MaySign(credential.Certificate) && CertificatePurpose.IsForMail(credential.Certificate),
        IsKeySupported = SignatureScheme.For(credential.Certificate) is not null,
        State = credential.StateAt(at),
        ActiveFrom = credential.Row.ActiveFrom,
        NotBefore = credential.Certificate.NotBefore,
        NotAfter = credential.Certificate.NotAfter,
    })];

    public UsableCredential Find(string sha256) => credentials.First(credential => credential.Certificate.Sha256 == sha256);

    /// <summary>
    /// The certificate to add to every encrypted message, so that the desk can read what it sent (RFC 8551 section 3.3): the newest
    /// that decrypts, a valid one first. Null when the mailbox has none.
    /// </summary>
    public ParsedCertificate? ForOwnCopy() => Decrypting()
        .OrderByDescending(credential => IsOffered(credential))
        .ThenBy(credential => credential.Rank)
        .Select(credential => credential.Certificate)
        .FirstOrDefault(certificate => RecipientInfoWriter.IsPossible(certificate, limits));

    /// <summary>
    /// The certificate that customers shall write to (RFC 8551 section 2.5.3): the signer's own, else the one beside it. Null when
    /// there is none that others would accept.
    /// </summary>
    public UsableCredential? ToBeWrittenTo(ParsedCertificate? signer)
    {
        IEnumerable<UsableCredential> offered = Decrypting().Where(IsOffered);
        return offered
            .OrderByDescending(credential => credential.Certificate.Sha256 == signer?.Sha256)
            .ThenBy(credential => credential.Rank)
            .FirstOrDefault();
    }

    // Whoever can write to the database could add a row with a certificate of his own, and read every copy: the seal shows that the
    // manager wrote the row.
    private IEnumerable<UsableCredential> Decrypting() => credentials.Where(credential =>
        credential is { IsStateAuthentic: true, IsKeyDestroyed: false } && CertificatePurpose.MayBeEncryptedTo(credential.Certificate));

    // A staged credential waits to be shown to others, and a retired one shall not be used by them any more.
    private bool IsOffered(UsableCredential credential) => credential.StateAt(at) is CredentialState.Active && credential.Row.ActiveFrom <= at
        && RecipientRules.Usable(credential.Certificate, mailbox.NormalizedAddress, at) is EncryptAvailability.Available;
}

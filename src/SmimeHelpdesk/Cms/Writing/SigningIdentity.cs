using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Writing;

/// <summary>Who signs, and what the signature tells others about how to write back.</summary>
/// <param name="Certificate">The signer's certificate.</param>
/// <param name="Key">Its private key; not owned.</param>
/// <param name="Chain">The issuers' certificates.</param>
/// <param name="EncryptionCertificate">The certificate that replies shall be encrypted to; null when the mailbox has none.</param>
internal sealed record SigningIdentity(
    ParsedCertificate Certificate, MailboxPrivateKey Key, IReadOnlyList<ParsedCertificate> Chain, ParsedCertificate? EncryptionCertificate);

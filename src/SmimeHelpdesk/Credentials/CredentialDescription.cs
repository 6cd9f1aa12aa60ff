using SmimeHelpdesk.Credentials.Formats;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Credentials;

/// <summary>Stored credentials as an administrator sees them.</summary>
internal static class CredentialDescription
{
    public static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    public static IReadOnlyList<MailboxCredentialInfo> Describe(IReadOnlyList<UsableCredential> credentials, DateTimeOffset at)
    {
        string?[] keys = [.. credentials.Select(credential => PublicKeyIdentity.Of(credential.Certificate))];
        return
        [
            .. credentials.Select((credential, index) => Describe(
                credential, at, [.. credentials.Where((other, place) => place != index && keys[place] is { } key && key == keys[index]).Select(other => other.Certificate.Sha256)])),
        ];
    }

    private static MailboxCredentialInfo Describe(UsableCredential credential, DateTimeOffset at, IReadOnlyList<string> sameKeyAs)
    {
        ParsedCertificate certificate = credential.Certificate;
        return new MailboxCredentialInfo
        {
            Sha256 = certificate.Sha256,
            Addresses = certificate.PlainAddresses,
            Subject = certificate.Subject,
            Issuer = certificate.Issuer,
            Key = certificate.PublicKey.Name,
            Strength = certificate.PublicKey.Strength,
            CanSign = CredentialUse.Of(certificate).Signs,
            CanDecrypt = CertificatePurpose.MayBeEncryptedTo(certificate),
            NotBefore = certificate.NotBefore,
            NotAfter = certificate.NotAfter,
            State = credential.StateAt(at),
            ActiveFrom = credential.Row.ActiveFrom,
            RetireFrom = credential.Row.RetireFrom,
            SameKeyAs = sameKeyAs,
            Findings = [.. Find(credential, at, sameKeyAs.Count > 0)],
            Revision = credential.Row.Revision,
        };
    }

    private static IEnumerable<CredentialFinding> Find(UsableCredential credential, DateTimeOffset at, bool hasSameKey)
    {
        ParsedCertificate certificate = credential.Certificate;
        (CredentialFinding Finding, bool Applies)[] all =
        [
            (CredentialFinding.Expired, at > certificate.NotAfter),
            (CredentialFinding.NotYetValid, at < certificate.NotBefore),
            (CredentialFinding.ExpiresSoon, at <= certificate.NotAfter && certificate.NotAfter - at <= Soon),
            (CredentialFinding.KeyStrengthWeak, certificate.PublicKey.Strength is KeyStrength.Weak),
            (CredentialFinding.KeyStrengthLegacy, certificate.PublicKey.Strength is KeyStrength.Legacy),
            (CredentialFinding.NoEmailProtectionPurpose, !CertificatePurpose.IsForMail(certificate)),
            (CredentialFinding.NoMailAddress, certificate.PlainAddresses.Count == 0),
            (CredentialFinding.NotForSigning, !CertificatePurpose.MaySign(certificate)),
            (CredentialFinding.NotForEncryption, !CertificatePurpose.MayBeEncryptedTo(certificate)),
            (CredentialFinding.SameKeyAsAnother, hasSameKey),
            (CredentialFinding.StateChanged, !credential.IsStateAuthentic),
        ];
        return all.Where(entry => entry.Applies).Select(entry => entry.Finding);
    }
}

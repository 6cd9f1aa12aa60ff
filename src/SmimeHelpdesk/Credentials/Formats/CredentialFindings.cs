using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>What an administrator should know about imported credentials.</summary>
internal sealed class CredentialFindings(IReadOnlyList<MailboxCredential> credentials, IssuerChain chain, DateTimeOffset at)
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);
    private readonly SortedSet<CredentialFinding> _findings = [];

    /// <summary>The findings, without duplicates, by number.</summary>
    public IReadOnlyList<CredentialFinding> Collect(ImportedMaterial found)
    {
        foreach (MailboxCredential credential in credentials)
        {
            CheckValidity(credential);
            CheckKey(credential);
            CheckPurpose(credential.Parsed);
            CheckIssuer(credential);
        }

        // A pair of certificates shares the work: what one may not do is no news while the other may.
        Add(CredentialFinding.NotForSigning, !credentials.Any(credential => credential.CanSign));
        Add(CredentialFinding.NotForEncryption, !credentials.Any(credential => credential.CanDecrypt));
        CheckLeftovers(found);
        return [.. _findings];
    }

    private void CheckValidity(MailboxCredential credential)
    {
        Add(CredentialFinding.Expired, at > credential.NotAfter);
        Add(CredentialFinding.NotYetValid, at < credential.NotBefore);
        Add(CredentialFinding.ExpiresSoon, at <= credential.NotAfter && credential.NotAfter - at <= Soon);
    }

    private void CheckKey(MailboxCredential credential)
    {
        Add(CredentialFinding.KeyStrengthWeak, credential.Strength == KeyStrength.Weak);
        Add(CredentialFinding.KeyStrengthLegacy, credential.Strength == KeyStrength.Legacy);
    }

    private void CheckPurpose(ParsedCertificate certificate)
    {
        Add(CredentialFinding.NoEmailProtectionPurpose, !CertificatePurpose.IsForMail(certificate));
        Add(CredentialFinding.NoMailAddress, certificate.PlainAddresses.Count == 0);
        Add(CredentialFinding.CertificateAuthority, certificate.Extensions.IsCertificateAuthority);
        Add(CredentialFinding.WeakCertificateSignature, HasWeakSignature(certificate));
    }

    private void CheckIssuer(MailboxCredential credential)
    {
        bool selfSigned = chain.IsSelfSigned(credential.Parsed);
        ParsedCertificate top = credential.ParsedChain.Count > 0 ? credential.ParsedChain[^1] : credential.Parsed;
        Add(CredentialFinding.SelfSigned, selfSigned);
        Add(CredentialFinding.ChainIncomplete, !selfSigned && !chain.IsSelfSigned(top));
    }

    private void CheckLeftovers(ImportedMaterial found)
    {
        HashSet<ParsedCertificate> used = [.. credentials.Select(credential => credential.Parsed)];
        used.UnionWith(credentials.SelectMany(credential => chain.Ancestors(credential.Parsed)));
        HashSet<string?> usedKeys = [.. credentials.Select(credential => PublicKeyIdentity.Of(credential.Parsed))];
        Add(CredentialFinding.DamagedPart, found.IsDamaged);
        Add(CredentialFinding.UnusedCertificate, found.Certificates.Any(certificate => !used.Contains(certificate)));
        Add(
            CredentialFinding.UnusedPrivateKey,
            found.Keys.Any(key => !usedKeys.Contains(key.Identity)) || found.HasUnsupportedKey || found.IsPasswordWrong || found.IsPasswordMissing);
    }

    private static bool HasWeakSignature(ParsedCertificate certificate)
    {
        string oid = certificate.SignatureAlgorithmOid;
        if (oid == PkcsObjectIdentifiers.IdRsassaPss.Id)
        {
            return HasWeakPssDigest(certificate.Structure.SignatureAlgorithm.Parameters);
        }

        // MD2 and MD4 are not even known as digests.
        return oid is "1.2.840.113549.1.1.2" or "1.2.840.113549.1.1.3" || DigestAlgorithm.FromSignature(oid) is { Grade: not DigestGrade.Good };
    }

    // Absent parameters mean SHA-1 (RFC 4055 section 3.1).
    private static bool HasWeakPssDigest(Asn1Encodable? parameters)
    {
        try
        {
            RsassaPssParameters pss = parameters is null ? new RsassaPssParameters() : RsassaPssParameters.GetInstance(parameters);
            return DigestAlgorithm.FromOid(pss.HashAlgorithm.Algorithm.Id) is not { Grade: DigestGrade.Good };
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // What cannot be read cannot be called strong; the parser reports it by many exception types.
            return true;
        }
    }

    private void Add(CredentialFinding finding, bool applies)
    {
        if (applies)
        {
            _findings.Add(finding);
        }
    }
}

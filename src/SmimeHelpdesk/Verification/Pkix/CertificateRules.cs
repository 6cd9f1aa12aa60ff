namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>The rules about each certificate of a path by itself (RFC 5280 sections 6.1.3 and 6.1.4).</summary>
internal static class CertificateRules
{
    /// <summary>The rules for the certificate that the path is for.</summary>
    public static void CheckLeaf(ParsedCertificate leaf, DateTimeOffset at, SmimePolicy policy, PathFindings findings)
    {
        if (!leaf.IsValidAt(at))
        {
            AddValidity(at > leaf.NotAfter ? SignatureReason.CertificateExpired : SignatureReason.CertificateNotYetValid, leaf, at, findings);
        }

        CheckCritical(leaf, findings);
        CheckKey(leaf, policy, findings);
    }

    /// <summary>The rules for an issuer. An anchor may lack what an old root lacks, but what it says about itself holds.</summary>
    public static void CheckIssuer(ParsedCertificate issuer, bool isAnchor, DateTimeOffset at, SmimePolicy policy, PathFindings findings)
    {
        CertificateExtensions extensions = issuer.Extensions;
        if (!issuer.IsValidAt(at))
        {
            AddValidity(SignatureReason.IssuerOutsideValidity, issuer, at, findings);
        }

        if (!extensions.IsCertificateAuthority && (extensions.HasBasicConstraints || !isAnchor))
        {
            findings.Add(SignatureReason.PathInvalid, issuer, ("expected", "basicConstraints cA"));
        }

        if (extensions.KeyUsage is { } usage && !usage.HasFlag(KeyUsageBits.KeyCertSign))
        {
            findings.Add(SignatureReason.PathInvalid, issuer, ("expected", "keyUsage keyCertSign"));
        }

        // Not in RFC 5280, but how certification authorities confine one another (and what the root programs ask).
        if (!CertificatePurpose.IsForMail(issuer))
        {
            findings.Add(SignatureReason.NoEmailProtectionPurpose, issuer);
        }

        CheckCritical(issuer, findings);
        CheckKey(issuer, policy, findings);
    }

    private static void AddValidity(SignatureReason reason, ParsedCertificate certificate, DateTimeOffset at, PathFindings findings) =>
        findings.Add(
            reason,
            certificate,
            ("notBefore", PathFindings.Instant(certificate.NotBefore)),
            ("notAfter", PathFindings.Instant(certificate.NotAfter)),
            ("at", PathFindings.Instant(at)));

    private static void CheckCritical(ParsedCertificate certificate, PathFindings findings)
    {
        if (certificate.Extensions.UnknownCritical is [string first, ..])
        {
            findings.Add(SignatureReason.UnknownCriticalExtension, certificate, ("actual", first));
        }
    }

    private static void CheckKey(ParsedCertificate certificate, SmimePolicy policy, PathFindings findings)
    {
        PublicKeyInfo key = certificate.PublicKey;
        bool isRsa = key.Family is KeyFamily.Rsa or KeyFamily.RsaPss;
        if (isRsa && key.Bits > policy.Limits.MaximumRsaKeySize)
        {
            findings.Add(SignatureReason.LimitExceeded, certificate, ("algorithm", key.Name));
        }

        if (isRsa ? key.Bits < policy.MinimumRsaKeySize : key.Family is KeyFamily.EllipticCurve && key.Strength is KeyStrength.Weak)
        {
            findings.Add(SignatureReason.WeakKey, certificate, ("algorithm", key.Name));
        }
    }
}

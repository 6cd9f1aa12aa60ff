using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Verification;

/// <summary>The rules about the signer's certificate itself: purpose, strength, author, and what is merely worth knowing.</summary>
internal static class SignerRules
{
    /// <summary>How far another clock may be ahead.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>RFC 8550 sections 4.4.2 and 4.4.4.</summary>
    public static IEnumerable<SignatureFinding> Purpose(ParsedCertificate certificate)
    {
        if (!CertificatePurpose.MaySign(certificate))
        {
            yield return new SignatureFinding(SignatureReason.KeyUsageForbidsSigning);
        }

        if (!CertificatePurpose.IsForMail(certificate))
        {
            yield return new SignatureFinding(SignatureReason.NoEmailProtectionPurpose);
        }
    }

    /// <summary>RFC 8551 section 4.3: a short RSA key is not accepted silently.</summary>
    public static IEnumerable<SignatureFinding> Strength(ParsedCertificate certificate, SmimePolicy policy)
    {
        PublicKeyInfo key = certificate.PublicKey;
        bool isShortRsa = key.Family is KeyFamily.Rsa or KeyFamily.RsaPss && key.Bits < policy.MinimumRsaKeySize;
        bool isWeakOther = key.Family is not (KeyFamily.Rsa or KeyFamily.RsaPss) && key.Strength is KeyStrength.Weak;
        if (isShortRsa || isWeakOther)
        {
            yield return Finding(SignatureReason.WeakKey, ("algorithm", key.Name));
        }
    }

    /// <summary>What an administrator has blocked for this address.</summary>
    public static IEnumerable<SignatureFinding> Decision(ParsedCertificate certificate, SignatureContext context)
    {
        if (context.BlockedKeys.Contains(certificate.KeySha256))
        {
            yield return Finding(SignatureReason.CertificateBlocked, ("subject", certificate.Subject));
        }
    }

    /// <summary>RFC 8550 section 3: the signature speaks for From, and for nobody else. Display names and Sender are never asked.</summary>
    public static IEnumerable<SignatureFinding> Author(ParsedCertificate certificate, SenderFacts sender)
    {
        if (sender.IsPart)
        {
            yield return new SignatureFinding(SignatureReason.PartWithoutAuthor);
        }
        else if (sender.IsAmbiguous)
        {
            yield return new SignatureFinding(SignatureReason.AmbiguousFrom);
        }
        else if (sender.Author is null)
        {
            yield return new SignatureFinding(SignatureReason.NoFrom);
        }
        else if (certificate.Addresses.Count == 0)
        {
            yield return new SignatureFinding(SignatureReason.NoAddressInCertificate);
        }
        else if (!certificate.HasAddress(sender.Author))
        {
            yield return Finding(SignatureReason.AddressMismatch, ("expected", sender.Author), ("actual", Shown(certificate)));
        }
    }

    public static IEnumerable<SmimeCaution> Cautions(SignerOutcome outcome, PathResult path, ParsedCertificate certificate, DateTimeOffset? signingTime, SignatureContext context)
    {
        if (outcome.UsesWeakDigest || path.UsesWeakDigest)
        {
            yield return SmimeCaution.WeakDigest;
        }

        if (certificate.PublicKey.Strength is KeyStrength.Weak)
        {
            yield return SmimeCaution.WeakKey;
        }

        if (signingTime > context.At + ClockSkew)
        {
            yield return SmimeCaution.SigningTimeInFuture;
        }

        if (signingTime is { } time && context.Date is { } date && (time - date).Duration() > context.Policy.SigningTimeTolerance)
        {
            yield return SmimeCaution.SigningTimeFarFromDate;
        }

        if (path.IsValid)
        {
            yield return SmimeCaution.RevocationNotChecked;
        }
    }

    private static string Shown(ParsedCertificate certificate) => string.Join(", ", certificate.Addresses.Take(5).Select(DisplayText.Clean));

    private static SignatureFinding Finding(SignatureReason reason, params (string Name, string Value)[] facts) =>
        new(reason, facts.ToDictionary(fact => fact.Name, fact => DisplayText.Clean(fact.Value)).AsReadOnly());
}

using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Verification;

/// <summary>The rules about the signer's certificate itself: purpose, strength, author, and what is merely worth knowing.</summary>
internal static class SignerRules
{
    /// <summary>How far another clock may be ahead.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    // Mail waits for some days at most before it is given up (RFC 5321 section 4.5.4.1). What is older was sent once more.
    private static readonly TimeSpan LongestWay = TimeSpan.FromDays(7);

    /// <summary>RFC 8550 sections 4.4.2 and 4.4.4.</summary>
    public static IEnumerable<SignatureFinding> Purpose(ParsedCertificate certificate)
    {
        if (!CertificatePurpose.MaySign(certificate))
        {
            yield return Finding(SignatureReason.KeyUsageForbidsSigning, ("subject", certificate.Subject), ("actual", certificate.Extensions.KeyUsage.ToString()!));
        }

        if (!CertificatePurpose.IsForMail(certificate))
        {
            yield return Finding(SignatureReason.NoEmailProtectionPurpose, ("subject", certificate.Subject), ("actual", string.Join(", ", certificate.Extensions.ExtendedKeyUsage ?? [])));
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
            yield return Finding(SignatureReason.WeakKey, ("subject", certificate.Subject), ("algorithm", key.Name));
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
            yield return Finding(SignatureReason.PartWithoutAuthor, ("subject", certificate.Subject));
        }
        else if (sender.IsAmbiguous)
        {
            yield return Finding(SignatureReason.AmbiguousFrom, ("actual", sender.Written ?? string.Empty), ("subject", certificate.Subject));
        }
        else if (sender.Author is null)
        {
            yield return Finding(SignatureReason.NoFrom, ("actual", sender.Written ?? string.Empty), ("subject", certificate.Subject));
        }
        else if (certificate.Addresses.Count == 0)
        {
            yield return Finding(SignatureReason.NoAddressInCertificate, ("expected", sender.Author), ("subject", certificate.Subject));
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

        if (signingTime > context.At + context.Policy.SigningTimeTolerance)
        {
            yield return SmimeCaution.SigningTimeInFuture;
        }

        if (signingTime is { } time && (time < context.At - LongestWay || (context.Date is { } date && (time - date).Duration() > context.Policy.SigningTimeTolerance)))
        {
            yield return SmimeCaution.SigningTimeFarFromDate;
        }

        if (path.IsValid)
        {
            yield return SmimeCaution.RevocationNotChecked;
        }
    }

    /// <summary>Whether the certificate was in the message at all.</summary>
    public static IEnumerable<SmimeCaution> Origin(ParsedCertificate certificate, IReadOnlyList<ParsedCertificate> bag) =>
        bag.Any(sent => sent.Sha256 == certificate.Sha256) ? [] : [SmimeCaution.CertificateFromCache];

    /// <summary>What is wrong with a layer as such.</summary>
    public static SignatureFinding OfLayer(SignatureReason reason, int number) =>
        Finding(reason, ("layer", number.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>The searches for paths have cost all that they may.</summary>
    public static SignatureFinding OutOfBudget(ParsedCertificate certificate) => Finding(SignatureReason.LimitExceeded, ("subject", certificate.Subject));

    /// <summary>Which certificate the signer names and nobody has.</summary>
    public static SignatureFinding Missing(SignerInformation signer)
    {
        MissingRecipient named = signer.Identifier.Describe();
        return named.SerialNumber is { } serial
            ? Finding(SignatureReason.SignerCertificateMissing, ("issuer", named.Issuer ?? string.Empty), ("serial", serial))
            : Finding(SignatureReason.SignerCertificateMissing, ("expected", named.SubjectKeyIdentifier ?? string.Empty));
    }

    /// <summary>Whose signature beside the author's does not hold, and why.</summary>
    public static SignatureFinding Disagrees(FoundSigner other) =>
        Finding(SignatureReason.SignersDisagree, ("subject", other.Certificate!.Subject), ("actual", other.Outcome!.Findings[0].Reason.ToString()));

    /// <summary>Why another signer's signature could not be checked.</summary>
    public static SignatureFinding About(SignatureReason reason, ParsedCertificate? certificate, SignerInformation signer) =>
        certificate is null ? Missing(signer) : Finding(reason, ("subject", certificate.Subject), ("algorithm", signer.SignatureAlgorithmOid));

    private static string Shown(ParsedCertificate certificate) => string.Join(", ", certificate.Addresses.Take(5).Select(DisplayText.Clean));

    private static SignatureFinding Finding(SignatureReason reason, params (string Name, string Value)[] facts) =>
        new(reason, facts.ToDictionary(fact => fact.Name, fact => DisplayText.Clean(fact.Value)).AsReadOnly());
}

using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Verification;

/// <summary>What answers about revocation mean at an instant, and for a signature. Pure: somebody else has asked.</summary>
internal static class RevocationRules
{
    /// <summary>
    /// What a report means at an instant. A compromised key may have signed at any time, so it condemns earlier signatures too; with
    /// every other reason the certificate was good until it was revoked (RFC 5280 section 5.3.1).
    /// </summary>
    public static RevocationStatus Effective(RevocationReport report, DateTimeOffset at) =>
        report.Certificates.Any(certificate => IsRevoked(certificate, at)) ? RevocationStatus.Revoked
            : report.Certificates.Any(certificate => certificate.Status is RevocationStatus.Unknown) ? RevocationStatus.Unknown
            : RevocationStatus.Good;

    /// <summary>Whether to ask at all: only what would otherwise be valid is worth a request, and only a trusted path may cause one.</summary>
    public static bool IsAsked(JudgedSignature? judged, SmimePolicy policy) =>
        policy.Revocation is not RevocationMode.Off && judged is { Status: SignatureStatus.Valid, Path.IsValid: true };

    /// <summary>The question about a signer's path, put at the time of opening: that of receipt may be long ago, and answers of that time gone.</summary>
    public static RevocationRequest Request(JudgedSignature judged, SignatureContext context) => new()
    {
        Path = [.. judged.Path!.Path.Select(certificate => certificate.Der)],
        Anchors = context.Anchors,
        At = context.Now ?? context.At,
        Certificates = [.. judged.Bag.Concat(context.KnownIssuers).Select(certificate => certificate.Der)],
        MessageAnswers = Cms.Reading.RevocationInfo.Read(judged.RevocationInfo),
        Policy = context.Policy,
    };

    /// <summary>The judgement with the answers taken into account.</summary>
    public static JudgedSignature Apply(JudgedSignature judged, RevocationReport report, SignatureContext context)
    {
        RevocationStatus status = Effective(report, context.At);
        bool isHard = context.Policy.Revocation is RevocationMode.HardFail;
        IEnumerable<SignatureFinding> findings = status switch
        {
            RevocationStatus.Revoked => [Revoked(report.Certificates.First(certificate => IsRevoked(certificate, context.At)), judged.Path!)],
            RevocationStatus.Unknown when isHard => [Unknown(report.Certificates.First(certificate => certificate.Status is RevocationStatus.Unknown), judged.Path!)],
            _ => [],
        };
        IEnumerable<SmimeCaution> cautions = judged.Cautions.Where(caution => caution is not SmimeCaution.RevocationNotChecked);
        return judged with
        {
            Findings = ReasonRank.Order(judged.Findings.Concat(findings)),
            Cautions = [.. status is RevocationStatus.Unknown && !isHard ? cautions.Append(SmimeCaution.RevocationUnknown) : cautions],
            Revocation = report,
            PathNow = judged.PathNow is { } path && context.Now is { } now && report.Certificates.FirstOrDefault(certificate => IsRevoked(certificate, now)) is { } since
                ? path with { Findings = [.. path.Findings, Revoked(since, path)] }
                : judged.PathNow,
        };
    }

    private static bool IsRevoked(CertificateRevocation certificate, DateTimeOffset at) => certificate.Status is RevocationStatus.Revoked
        && (certificate.Reason is RevocationReason.KeyCompromise or RevocationReason.CACompromise or RevocationReason.AACompromise
            || certificate.RevokedAt is not { } since || since <= at);

    private static SignatureFinding Revoked(CertificateRevocation revocation, PathResult path)
    {
        Dictionary<string, string> facts = Facts(revocation, path);
        facts["reason"] = (revocation.Reason ?? RevocationReason.Unspecified).ToString();
        if (revocation.RevokedAt is { } since)
        {
            facts["revokedAt"] = PathFindings.Instant(since);
        }

        return new SignatureFinding(SignatureReason.CertificateRevoked, facts.AsReadOnly());
    }

    private static SignatureFinding Unknown(CertificateRevocation revocation, PathResult path)
    {
        Dictionary<string, string> facts = Facts(revocation, path);
        facts["cause"] = revocation.Unknown.ToString();
        return new SignatureFinding(SignatureReason.RevocationUnknown, facts.AsReadOnly());
    }

    private static Dictionary<string, string> Facts(CertificateRevocation revocation, PathResult path)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (path.Path.FirstOrDefault(certificate => certificate.Sha256 == revocation.Sha256) is { } certificate)
        {
            facts["subject"] = certificate.Subject;
            facts["issuer"] = certificate.Issuer;
        }

        return facts;
    }
}

using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation.Crl;

/// <summary>What a CRL says it speaks for: its issuingDistributionPoint (RFC 5280 section 5.2.5).</summary>
internal sealed record CrlScope
{
    /// <summary>A CRL without the extension: all certificates of its issuer, for all reasons.</summary>
    public static CrlScope Everything { get; } = new();

    /// <summary>The names of the distribution point; empty when the CRL is not bound to one.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public bool OnlyUserCertificates { get; init; }

    public bool OnlyAuthorityCertificates { get; init; }

    public bool OnlyAttributeCertificates { get; init; }

    public bool IsIndirect { get; init; }

    public ReasonMask Reasons { get; init; } = ReasonMask.All;

    public static CrlScope Read(IssuingDistributionPoint point, X509Name issuer) => new()
    {
        Names = point.DistributionPoint is { } name ? PointNames.Read(name, issuer) : [],
        OnlyUserCertificates = point.OnlyContainsUserCerts,
        OnlyAuthorityCertificates = point.OnlyContainsCACerts,
        OnlyAttributeCertificates = point.OnlyContainsAttributeCerts,
        IsIndirect = point.IsIndirectCrl,
        Reasons = ReasonMasks.Read(point.OnlySomeReasons),
    };

    /// <summary>Whether the kind of certificate is one that the CRL lists (RFC 5280 section 6.3.3 (b)(2)).</summary>
    public bool Covers(ParsedCertificate certificate) => !OnlyAttributeCertificates
        && !(OnlyUserCertificates && certificate.Extensions.IsCertificateAuthority)
        && !(OnlyAuthorityCertificates && !certificate.Extensions.IsCertificateAuthority);

    /// <summary>Whether a delta CRL speaks for the same (RFC 5280 section 6.3.3 (c)).</summary>
    public bool IsSameAs(CrlScope other) => this with { Names = other.Names } == other && Names.Order().SequenceEqual(other.Names.Order());
}

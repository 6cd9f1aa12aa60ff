using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation.Crl;

/// <summary>One distribution point that a certificate names (RFC 5280 section 4.2.1.13).</summary>
/// <param name="Names">Its names, comparable; empty when only the CRL issuer is named.</param>
/// <param name="Urls">Where to fetch it.</param>
/// <param name="Issuers">The names of the CRL issuer, comparable; empty when it is the certificate's issuer.</param>
/// <param name="Reasons">The reasons that its CRL covers.</param>
internal sealed record DistributionPointFacts(IReadOnlyList<string> Names, IReadOnlyList<string> Urls, IReadOnlyList<string> Issuers, ReasonMask Reasons);

internal static class DistributionPoints
{
    // Each may cost a request.
    private const int MaximumPoints = 16;

    /// <summary>The points that a certificate names, at most some.</summary>
    /// <exception cref="CmsFormatException">They cannot be read.</exception>
    public static IReadOnlyList<DistributionPointFacts> Of(ParsedCertificate certificate) => Read(certificate, X509Extensions.CrlDistributionPoints);

    /// <summary>The points of delta CRLs that a certificate names.</summary>
    /// <exception cref="CmsFormatException">They cannot be read.</exception>
    public static IReadOnlyList<DistributionPointFacts> FreshestOf(ParsedCertificate certificate) => Read(certificate, X509Extensions.FreshestCrl);

    public static IReadOnlyList<DistributionPointFacts> Read(CrlDistPoint points, X509Name issuer) =>
        [.. points.GetDistributionPoints().Take(MaximumPoints).Select(point => Read(point, issuer))];

    private static IReadOnlyList<DistributionPointFacts> Read(ParsedCertificate certificate, Org.BouncyCastle.Asn1.DerObjectIdentifier oid)
    {
        try
        {
            return certificate.Structure.TbsCertificate.Extensions?.GetExtension(oid) is { } extension
                ? Read(CrlDistPoint.GetInstance(extension.GetParsedValue()), certificate.Structure.Issuer)
                : [];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new CmsFormatException("The CRL distribution points of a certificate cannot be read.", exception);
        }
    }

    private static DistributionPointFacts Read(DistributionPoint point, X509Name issuer)
    {
        GeneralNames? issuers = point.CrlIssuer;
        X509Name relativeTo = issuers?.GetNames().FirstOrDefault(name => name.TagNo == GeneralName.DirectoryName) is { } named ? X509Name.GetInstance(named.Name) : issuer;
        DistributionPointName? name = point.DistributionPointName;
        return new DistributionPointFacts(
            name is null ? [] : PointNames.Read(name, relativeTo),
            name is { Type: DistributionPointName.FullName } ? [.. PointNames.Urls(GeneralNames.GetInstance(name.Name))] : [],
            issuers is null ? [] : PointNames.Read(issuers),
            ReasonMasks.Read(point.Reasons));
    }
}

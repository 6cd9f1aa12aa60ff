using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Revocation.Fetching;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation.Ocsp;

/// <summary>The authority information access of a certificate (RFC 5280 section 4.2.2.1).</summary>
internal static class AccessLocations
{
    private const int MaximumLocations = 4;

    /// <summary>The OCSP responders that may be asked.</summary>
    /// <exception cref="CmsFormatException">The extension cannot be read.</exception>
    public static IReadOnlyList<Uri> Responders(ParsedCertificate certificate) => Read(certificate, AccessDescription.IdADOcsp);

    /// <summary>Where the certificate's issuer may be fetched.</summary>
    /// <exception cref="CmsFormatException">The extension cannot be read.</exception>
    public static IReadOnlyList<Uri> Issuers(ParsedCertificate certificate) => Read(certificate, AccessDescription.IdADCAIssuers);

    private static IReadOnlyList<Uri> Read(ParsedCertificate certificate, DerObjectIdentifier method)
    {
        try
        {
            return certificate.Structure.TbsCertificate.Extensions?.GetExtension(X509Extensions.AuthorityInfoAccess) is { } extension
                ? [.. AuthorityInformationAccess.GetInstance(extension.GetParsedValue()).GetAccessDescriptions()
                    .Where(access => access.AccessMethod.Equals(method) && access.AccessLocation.TagNo == GeneralName.UniformResourceIdentifier)
                    .Select(access => RevocationUrl.Read(DerIA5String.GetInstance(access.AccessLocation.Name).GetString()))
                    .OfType<Uri>().Distinct().Take(MaximumLocations)]
                : [];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new CmsFormatException("The authority information access of a certificate cannot be read.", exception);
        }
    }
}

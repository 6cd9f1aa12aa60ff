using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Algorithms;

internal static class PssKeyParameters
{
    /// <summary>
    /// Whether a signature's PSS parameters keep to those that its key is restricted to: the same hash, mask and trailer, and at least the
    /// salt (RFC 4055 section 3.3). A key without parameters restricts nothing.
    /// </summary>
    /// <remarks>Throws as the ASN.1 layer does for parameters that cannot be read.</remarks>
    public static bool Allow(ParsedCertificate key, RsassaPssParameters used)
    {
        if (key.PublicKey.Family is not KeyFamily.RsaPss || key.Structure.SubjectPublicKeyInfo.Algorithm.Parameters is not { } parameters)
        {
            return true;
        }

        RsassaPssParameters restricted = RsassaPssParameters.GetInstance(parameters);
        return Same(restricted.HashAlgorithm, used.HashAlgorithm)
            && restricted.MaskGenAlgorithm.Algorithm.Equals(used.MaskGenAlgorithm.Algorithm)
            && Same(AlgorithmIdentifier.GetInstance(restricted.MaskGenAlgorithm.Parameters), AlgorithmIdentifier.GetInstance(used.MaskGenAlgorithm.Parameters))
            && restricted.TrailerField.HasValue(used.TrailerField.Value)
            && used.SaltLength.IntValueExact >= restricted.SaltLength.IntValueExact;
    }

    // NULL and absent parameters of a hash are the same (RFC 4055 section 2.1).
    private static bool Same(AlgorithmIdentifier left, AlgorithmIdentifier right) => left.Algorithm.Equals(right.Algorithm);
}

using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Cms.Algorithms;

namespace SmimeHelpdesk.Cms.Reading;

internal static class RsaPssDigest
{
    /// <summary>The digest that RSASSA-PSS parameters name; null for another algorithm or unreadable parameters.</summary>
    public static DigestAlgorithm? Of(AlgorithmIdentifier algorithm)
    {
        if (!algorithm.Algorithm.Equals(PkcsObjectIdentifiers.IdRsassaPss))
        {
            return null;
        }

        try
        {
            RsassaPssParameters parameters = algorithm.Parameters is null ? new RsassaPssParameters() : RsassaPssParameters.GetInstance(algorithm.Parameters);
            return DigestAlgorithm.FromOid(parameters.HashAlgorithm.Algorithm.Id);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return null;
        }
    }
}

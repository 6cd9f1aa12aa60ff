using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Nist;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Reading;

internal static class AlgorithmReader
{
    private const int MaximumSize = 4096;
    private const int LongestKnown = 32;

    // What nearly every message names; parsing costs more than comparing.
    private static readonly (AlgorithmIdentifier Algorithm, byte[] Encoded)[] Known =
    [
        Encode(PkcsObjectIdentifiers.RsaEncryption, DerNull.Instance),
        Encode(PkcsObjectIdentifiers.Sha256WithRsaEncryption, DerNull.Instance),
        Encode(X9ObjectIdentifiers.ECDsaWithSha256, null),
        Encode(NistObjectIdentifiers.IdSha256, null),
        Encode(NistObjectIdentifiers.IdSha256, DerNull.Instance),
    ];

    /// <summary>Reads an AlgorithmIdentifier.</summary>
    public static AlgorithmIdentifier Read(BerElement element)
    {
        try
        {
            if (element.TotalLength <= LongestKnown)
            {
                ReadOnlyMemory<byte> encoded = element.Encoded(LongestKnown);
                foreach ((AlgorithmIdentifier algorithm, byte[] known) in Known)
                {
                    if (encoded.Span.SequenceEqual(known))
                    {
                        return algorithm;
                    }
                }
            }

            return AlgorithmIdentifier.GetInstance(element.ToAsn1(MaximumSize));
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or LimitExceededException or CmsFormatException))
        {
            throw new CmsFormatException("An algorithm identifier cannot be read.", exception);
        }
    }

    private static (AlgorithmIdentifier Algorithm, byte[] Encoded) Encode(DerObjectIdentifier oid, Asn1Encodable? parameters)
    {
        var algorithm = parameters is null ? new AlgorithmIdentifier(oid) : new AlgorithmIdentifier(oid, parameters);
        return (algorithm, algorithm.GetEncoded(Asn1Encodable.Der));
    }
}

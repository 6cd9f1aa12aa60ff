using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Cms.Algorithms;

/// <summary>The key derivation of KEM recipients (RFC 9629 section 5, RFC 8619).</summary>
internal static class KemKdf
{
    /// <summary>The hash of an HKDF OID; null when it is none.</summary>
    public static HashAlgorithmName? Hash(string oid) => oid switch
    {
        "1.2.840.113549.1.9.16.3.28" => HashAlgorithmName.SHA256,
        "1.2.840.113549.1.9.16.3.29" => HashAlgorithmName.SHA384,
        "1.2.840.113549.1.9.16.3.30" => HashAlgorithmName.SHA512,
        _ => null,
    };

    /// <summary>CMSORIforKEMOtherInfo, DER.</summary>
    public static byte[] Info(AlgorithmIdentifier wrap, int kekLength, ReadOnlySpan<byte> userKeyingMaterial)
    {
        var fields = new Asn1EncodableVector { wrap, DerInteger.ValueOf(kekLength) };
        if (!userKeyingMaterial.IsEmpty)
        {
            fields.Add(new DerTaggedObject(true, 0, new DerOctetString(userKeyingMaterial.ToArray())));
        }

        return new DerSequence(fields).GetEncoded(Asn1Encodable.Der);
    }
}

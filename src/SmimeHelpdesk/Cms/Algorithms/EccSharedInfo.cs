using System.Buffers.Binary;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Cms.Algorithms;

/// <summary>ECC-CMS-SharedInfo (RFC 5753 section 7.2).</summary>
internal static class EccSharedInfo
{
    /// <summary>Encodes the structure, DER.</summary>
    /// <param name="wrap">The key wrap, with its parameters as they shall stand: absent for AES.</param>
    /// <param name="userKeyingMaterial">Empty when absent.</param>
    /// <param name="keySize">The wrap key's size in bytes.</param>
    public static byte[] Encode(AlgorithmIdentifier wrap, ReadOnlySpan<byte> userKeyingMaterial, int keySize)
    {
        byte[] bits = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bits, keySize * 8);
        var fields = new Asn1EncodableVector { wrap };
        if (!userKeyingMaterial.IsEmpty)
        {
            fields.Add(new DerTaggedObject(true, 0, new DerOctetString(userKeyingMaterial.ToArray())));
        }

        fields.Add(new DerTaggedObject(true, 2, new DerOctetString(bits)));
        return new DerSequence(fields).GetEncoded(Asn1Encodable.Der);
    }
}

using System.Formats.Asn1;

namespace SmimeHelpdesk.Credentials.Formats;

internal enum StructureKind
{
    Unknown = 0,

    /// <summary>A certificate, a certificate request or a revocation list: all three are signed in the same way.</summary>
    Signed,
    PrivateKeyInfo,
    EncryptedPrivateKeyInfo,
    RsaPrivateKey,
    EllipticCurvePrivateKey,
    DsaPrivateKey,
    Pkcs12,
    ContentInfo,
    PublicKey,
}

/// <summary>
/// Tells structures apart by what they are made of. Labels and file names are not asked: certificates arrive as .p12, PKCS #1 keys
/// under the label of PKCS #8.
/// </summary>
internal static class Structures
{
    private const int Integer = 2;
    private const int BitString = 3;
    private const int OctetString = 4;
    private const int ObjectIdentifier = 6;
    private const int Sequence = 16;

    /// <summary>The kind of the first element.</summary>
    public static StructureKind Recognize(ReadOnlyMemory<byte> encoded)
    {
        try
        {
            return Kind(DerReading.Reader(encoded));
        }
        catch (AsnContentException)
        {
            return StructureKind.Unknown;
        }
    }

    private static StructureKind Kind(AsnReader reader)
    {
        if (!reader.IsNext(Asn1Tag.Sequence))
        {
            return StructureKind.Unknown;
        }

        AsnReader content = reader.ReadSequence();
        var tags = new List<int>();
        while (content.HasData && tags.Count < 10)
        {
            Asn1Tag tag = content.PeekTag();
            tags.Add(tag.TagClass == TagClass.Universal ? tag.TagValue : -1 - tag.TagValue);
            content.ReadEncodedValue();
        }

        return Kind([.. tags]);
    }

    private static StructureKind Kind(ReadOnlySpan<int> children) => children switch
    {
        [Sequence, Sequence, BitString] => StructureKind.Signed,
        [Sequence, OctetString] => StructureKind.EncryptedPrivateKeyInfo,
        [Sequence, BitString] => StructureKind.PublicKey,
        [Integer, Sequence, OctetString, ..] => StructureKind.PrivateKeyInfo,
        [Integer, OctetString, ..] => StructureKind.EllipticCurvePrivateKey,
        [Integer, Sequence] or [Integer, Sequence, Sequence] => StructureKind.Pkcs12,
        [Integer, Integer, Integer, Integer, Integer, Integer] => StructureKind.DsaPrivateKey,
        [Integer, Integer, Integer, Integer, Integer, Integer, Integer, Integer, Integer, ..] => StructureKind.RsaPrivateKey,
        [Integer, Integer] => StructureKind.PublicKey,
        [ObjectIdentifier, -1] => StructureKind.ContentInfo,
        _ => StructureKind.Unknown,
    };
}

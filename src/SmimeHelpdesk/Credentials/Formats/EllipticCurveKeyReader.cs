using System.Formats.Asn1;
using System.Security.Cryptography;
using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>Elliptic-curve keys (RFC 5915), plain or within PKCS #8; stored with a named curve and the public point.</summary>
internal static class EllipticCurveKeyReader
{
    /// <summary>Reads a key.</summary>
    /// <param name="encoded">ECPrivateKey.</param>
    /// <param name="curve">The curve's OID when something outside names it; null when the key must.</param>
    /// <param name="context">Bounds and buffers.</param>
    /// <returns>The key; null when neither the key nor anything else names the curve.</returns>
    public static ImportedKey? Read(ReadOnlyMemory<byte> encoded, string? curve, ImportContext context)
    {
        AsnReader sequence = DerReading.Reader(encoded).ReadSequence();
        if (!sequence.TryReadInt32(out int version) || version != 1)
        {
            throw new CmsFormatException("An elliptic-curve key has an unknown version.");
        }

        ReadOnlyMemory<byte> number = sequence.ReadOctets(context.Secrets);
        if (curve is null && sequence.IsNextContext(0))
        {
            curve = EllipticCurves.Identify(sequence.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadEncodedValue());
        }

        return curve is null ? null : Build(number.Span, curve, context);
    }

    /// <summary>The size of the key's number, in bytes.</summary>
    public static int NumberSize(ReadOnlyMemory<byte> encoded, ImportContext context)
    {
        AsnReader sequence = DerReading.Reader(encoded).ReadSequence();
        sequence.ReadInteger();
        return sequence.ReadOctets(context.Secrets).Length;
    }

    private static ImportedKey Build(ReadOnlySpan<byte> number, string curve, ImportContext context)
    {
        int size = EllipticCurves.NumberSize(curve);
        ReadOnlySpan<byte> trimmed = number.TrimStart((byte)0);
        if (trimmed.IsEmpty || trimmed.Length > size)
        {
            throw new CmsFormatException("The number of an elliptic-curve key is not on the curve's scale.");
        }

        // Old writers dropped leading zeros; RFC 5915 section 3 wants the order's size.
        byte[] padded = context.Secrets.Octets(size);
        trimmed.CopyTo(padded.AsSpan(size - trimmed.Length));
        byte[] point = PublicPoint(padded, curve);
        byte[] pkcs8 = context.Secrets.Own(Write(padded, curve, point));
        using MailboxPrivateKey usable = PrivateKeyFactory.Open(pkcs8);
        return new ImportedKey(PublicKeyIdentity.OfEllipticCurve(curve, point), pkcs8);
    }

    // The point that a file states is ignored: what pairs with a certificate is the point that the number gives.
    private static byte[] PublicPoint(byte[] number, string curve)
    {
        try
        {
            using ECDsa key = ECDsa.Create(new ECParameters { Curve = ECCurve.CreateFromValue(curve), D = number });
            ECPoint point = key.ExportParameters(includePrivateParameters: false).Q;
            return [4, .. point.X!, .. point.Y!];
        }
        catch (PlatformNotSupportedException)
        {
            throw new UnsupportedKeyException("curve on this operating system");
        }
    }

    private static byte[] Write(byte[] number, string curve, byte[] point)
    {
        var inner = new AsnWriter(AsnEncodingRules.DER);
        using (inner.PushSequence())
        {
            inner.WriteInteger(1);
            inner.WriteOctetString(number);
            using (inner.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
            {
                inner.WriteBitString(point);
            }
        }

        var named = new AsnWriter(AsnEncodingRules.DER);
        named.WriteObjectIdentifier(curve);
        return PrivateKeyWriter.Write(KeyOids.EllipticCurve, named.Encode(), inner);
    }
}

using System.Formats.Asn1;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X9;
using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>The named curves whose keys are read.</summary>
internal static class EllipticCurves
{
    private static readonly string[] Known =
    [
        "1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35", "1.2.840.10045.3.1.1", "1.3.132.0.33", "1.3.132.0.10",
        "1.3.36.3.3.2.8.1.1.7", "1.3.36.3.3.2.8.1.1.11", "1.3.36.3.3.2.8.1.1.13",
    ];

    /// <summary>The parameters of a curve.</summary>
    /// <exception cref="UnsupportedKeyException">It is none of the known ones.</exception>
    public static X9ECParameters Get(string oid) =>
        Known.Contains(oid) ? ECNamedCurveTable.GetByOid(new DerObjectIdentifier(oid)) : throw new UnsupportedKeyException("curve");

    /// <summary>The size of a private key on a curve, in bytes (RFC 5915 section 3).</summary>
    public static int NumberSize(string oid) => (Get(oid).N.BitLength + 7) / 8;

    /// <summary>The curve that ECParameters name, or spell out and thereby equal.</summary>
    /// <exception cref="UnsupportedKeyException">It is none of the known ones: computing on a curve that somebody chose is not safe.</exception>
    public static string Identify(ReadOnlyMemory<byte> parameters)
    {
        AsnReader reader = DerReading.Reader(parameters);
        if (reader.IsNext(Asn1Tag.ObjectIdentifier))
        {
            string oid = reader.ReadObjectIdentifier();
            return Known.Contains(oid) ? oid : throw new UnsupportedKeyException("curve");
        }

        return reader.IsNext(Asn1Tag.Sequence)
            ? IdentifyExplicit(reader.ReadSequence())
            : throw new UnsupportedKeyException("curve");
    }

    /// <summary>The curve of a key that does not name one, by the size of its number.</summary>
    public static string? BySize(int octets) => octets switch
    {
        32 => "1.2.840.10045.3.1.7",
        48 => "1.3.132.0.34",
        66 => "1.3.132.0.35",
        _ => null,
    };

    // SpecifiedECDomain (SEC 1 section C.2); every number must be the named curve's own, or the generator alone could be a trap.
    private static string IdentifyExplicit(AsnReader sequence)
    {
        sequence.ReadInteger();
        AsnReader field = sequence.ReadSequence();
        if (field.ReadObjectIdentifier() != "1.2.840.10045.1.1")
        {
            throw new UnsupportedKeyException("field");
        }

        ReadOnlyMemory<byte> prime = field.ReadIntegerBytes();
        AsnReader curve = sequence.ReadSequence();
        byte[] a = curve.ReadOctetString();
        byte[] b = curve.ReadOctetString();
        byte[] generator = sequence.ReadOctetString();
        ReadOnlyMemory<byte> order = sequence.ReadIntegerBytes();
        return Array.Find(Known, oid => Equals(Get(oid), prime.Span, a, b, generator, order.Span)) ?? throw new UnsupportedKeyException("curve");
    }

    private static bool Equals(
        X9ECParameters known, ReadOnlySpan<byte> prime, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> generator, ReadOnlySpan<byte> order) =>
        Same(prime, known.Curve.Field.Characteristic.ToByteArrayUnsigned())
        && Same(order, known.N.ToByteArrayUnsigned())
        && Same(a, known.Curve.A.GetEncoded())
        && Same(b, known.Curve.B.GetEncoded())
        && (generator.SequenceEqual(known.G.GetEncoded(false)) || generator.SequenceEqual(known.G.GetEncoded(true)));

    private static bool Same(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.TrimStart((byte)0).SequenceEqual(right.TrimStart((byte)0));
}

using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Math.EC;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>
/// The numbers of a public key in one spelling, so that a key finds its certificates whatever the algorithm identifiers, point
/// forms and curve parameters around them look like. File names, aliases and localKeyIds are never asked: they can lie.
/// </summary>
internal static class PublicKeyIdentity
{
    public static string OfRsa(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent) =>
        "RSA " + Hex(modulus.TrimStart((byte)0)) + " " + Hex(exponent.TrimStart((byte)0));

    /// <summary>The identity of a point in uncompressed form.</summary>
    public static string OfEllipticCurve(string curve, ReadOnlySpan<byte> point) => "EC " + curve + " " + Hex(point[1..]);

    public static string OfOctets(string algorithm, ReadOnlySpan<byte> publicKey) => algorithm + " " + Hex(publicKey);

    /// <summary>The identity of a certificate's key; null when no private key could be paired with it.</summary>
    public static string? Of(ParsedCertificate certificate)
    {
        try
        {
            return Of(certificate.Structure.SubjectPublicKeyInfo);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The key's encoding is foreign and is read by a layer with many exception types; such a key has no partner.
            return null;
        }
    }

    /// <summary>The curve of a certificate's key; null when it has none that is known.</summary>
    public static string? CurveOf(ParsedCertificate certificate) =>
        Of(certificate) is { } identity && identity.StartsWith("EC ", StringComparison.Ordinal) ? identity.Split(' ')[1] : null;

    private static string Of(SubjectPublicKeyInfo info)
    {
        string oid = info.Algorithm.Algorithm.Id;
        if (KeyOids.IsRsa(oid))
        {
            RsaPublicKeyStructure rsa = RsaPublicKeyStructure.GetInstance(info.ParsePublicKey());
            return OfRsa(rsa.Modulus.ToByteArrayUnsigned(), rsa.PublicExponent.ToByteArrayUnsigned());
        }

        byte[] octets = info.PublicKey.GetOctets();
        if (!KeyOids.IsEllipticCurve(oid))
        {
            return OfOctets(oid, octets);
        }

        string curve = EllipticCurves.Identify(info.Algorithm.Parameters.GetEncoded(Asn1Encodable.Der));
        return octets[0] switch
        {
            4 => OfEllipticCurve(curve, octets),
            2 or 3 => OfEllipticCurve(curve, Decompress(curve, octets)),
            _ => throw new UnsupportedKeyException("form of a point"), // RFC 5480 section 2.2 forbids the hybrid form
        };
    }

    private static byte[] Decompress(string curve, byte[] octets)
    {
        X9ECParameters parameters = EllipticCurves.Get(curve);
        ECPoint point = parameters.Curve.DecodePoint(octets);
        return point.GetEncoded(false);
    }

    private static string Hex(ReadOnlySpan<byte> octets) => Convert.ToHexStringLower(octets);
}

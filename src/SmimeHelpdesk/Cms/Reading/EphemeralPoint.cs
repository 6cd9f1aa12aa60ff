using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X9;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>
/// The point that a sender made for one agreement (RFC 5480 section 2.2). It is read on the recipient's own curve, never on one that
/// the sender names, and must lie there: agreements with points of another curve give the private key away piece by piece.
/// </summary>
internal static class EphemeralPoint
{
    public static ECDiffieHellman Read(ECDiffieHellman own, ReadOnlySpan<byte> point)
    {
        int size = (own.KeySize + 7) / 8;
        ECCurve curve = own.ExportParameters(false).Curve;
        if (point.Length == size + 1)
        {
            // Compressed points are rare; expanding one is the sender's curve arithmetic.
            return Read(own, ECNamedCurveTable.GetByOid(new DerObjectIdentifier(curve.Oid.Value)).Curve.DecodePoint(point.ToArray()).GetEncoded(false));
        }

        if (point.Length != (2 * size) + 1 || point[0] != 4)
        {
            throw new CmsFormatException("A point has another size than the curve's.");
        }

        // The BCL refuses a point that is not on the curve.
        return ECDiffieHellman.Create(new ECParameters
        {
            Curve = curve,
            Q = new ECPoint { X = point.Slice(1, size).ToArray(), Y = point[(1 + size)..].ToArray() },
        });
    }
}

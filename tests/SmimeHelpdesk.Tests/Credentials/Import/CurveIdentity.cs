using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X9;

namespace SmimeHelpdesk.Tests.Credentials.Import;

/// <summary>Elliptic-curve keys in the shapes that files have them in.</summary>
internal static class CurveIdentity
{
    private const X509KeyUsageFlags Usage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyAgreement;

    public static (ECDsa Key, X509Certificate2 Certificate) Create(string oid)
    {
        ECDsa key = ECDsa.Create(ECCurve.CreateFromValue(oid));
        return (key, ForeignKey.Certify(key.ExportSubjectPublicKeyInfo(), Usage));
    }

    /// <summary>ECPrivateKey; without curve or point when they are null.</summary>
    public static byte[] Sec1(ReadOnlySpan<byte> number, string? curve, byte[]? point) =>
        Sec1(number, curve is null ? null : new DerObjectIdentifier(curve).GetEncoded(), point);

    public static byte[] Sec1(ReadOnlySpan<byte> number, byte[]? parameters, byte[]? point)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteOctetString(number);
            if (parameters is not null)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                {
                    writer.WriteEncodedValue(parameters);
                }
            }

            if (point is not null)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1)))
                {
                    writer.WriteBitString(point);
                }
            }
        }

        return writer.Encode();
    }

    /// <summary>The parameters of a curve, spelled out.</summary>
    public static byte[] ExplicitParameters(string oid, bool compressed = false)
    {
        X9ECParameters known = ECNamedCurveTable.GetByOid(new DerObjectIdentifier(oid));
        return new X9ECParameters(known.Curve, new X9ECPoint(known.G, compressed), known.N, known.H).GetEncoded();
    }
}

using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Policy;

/// <summary>Certificates with the largest RSA key that is computed with, and its longest exponent. Nobody has the private keys.</summary>
internal static class HugeRsa
{
    private static readonly byte[] Modulus = [0xFF, .. Enumerable.Range(0, 1022).Select(i => (byte)(i * 37)), 0x1];
    private static readonly Lazy<byte[][]> Certificates = new(() => [.. Enumerable.Range(0, 4).Select(i => Make((byte)i))]);

    public static byte[][] Bag => Certificates.Value;

    public static ParsedCertificate Certificate => ParsedCertificate.Parse(Bag[0]);

    public static byte[] Signature { get; } = [0x7F, .. Modulus.AsSpan(1)];

    /// <summary>PSS with two hashes, which .NET does not verify.</summary>
    public static byte[] OddPss { get; } = Ber.Algorithm(CmsOids.RsaPss, Ber.Sequence(
        Ber.Context(0, Ber.Algorithm(CmsOids.Sha256)), Ber.Context(1, Ber.Algorithm(CmsOids.Mgf1, Ber.Algorithm(CmsOids.Sha1))), Ber.Context(2, Ber.Integer(20))));

    /// <summary>An end-entity certificate whose issuer could be any of <see cref="Authorities"/>.</summary>
    public static byte[] Leaf { get; } = Resigned(PlannedCertificate.Encode(CertificatePlan.Leaf(null) with { IssuerName = "CN=Test Issuing CA" }, PlannedKey.Common("P-256")));

    public static byte[][] Authorities => [.. Enumerable.Range(0, 31).Select(i => Resigned(Make((byte)i, "CN=Test Issuing CA")))];

    // The signature is by nobody; to find that out is what costs.
    private static byte[] Resigned(byte[] certificate)
    {
        var outer = (Asn1Sequence)Asn1Object.FromByteArray(certificate);
        Asn1Encodable[] fields = Asn1Sequence.GetInstance(outer[0]).ToArray();
        fields[2] = Asn1Object.FromByteArray(OddPss);
        return new DerSequence(new DerSequence(fields), fields[2], new DerBitString(Signature)).GetEncoded();
    }

    private static byte[] Make(byte last, string name = "CN=Huge")
    {
        var key = new RsaPublicKeyStructure(new Org.BouncyCastle.Math.BigInteger(1, Modulus), new Org.BouncyCastle.Math.BigInteger(1, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, (byte)((2 * last) + 1)]));
        var plan = new CertificatePlan(name)
        {
            IssuerName = "CN=Test Root CA",
            Key = PlannedKey.Common("P-256") with { Info = new SubjectPublicKeyInfo(new AlgorithmIdentifier(PkcsObjectIdentifiers.RsaEncryption, DerNull.Instance), key) },
            SignatureName = "SHA256withECDSA",
            AlternativeNames = [new GeneralName(GeneralName.Rfc822Name, ForgedMail.Alice)],
        };
        return PlannedCertificate.Encode(plan, plan.Key);
    }
}

using System.Formats.Asn1;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class CertificateSignatureTests
{
    private static readonly PlannedKey Rsa = PlannedKey.Common("RSA-2048");
    private static readonly PlannedKey Curve = PlannedKey.Common("P-256");

    [Theory]
    [InlineData("SHA256withRSA", "RSA-2048")]
    [InlineData("SHA256withRSAandMGF1", "RSA-2048")]
    [InlineData("SHA256withECDSA", "P-256")]
    [InlineData("Ed25519", "Ed25519")]
    [InlineData("Ed448", "Ed448")]
    public void Foresee_KeyOfTheSignaturesKind_SaysNothing(string signature, string key)
    {
        PlannedCertificate issuer = new CertificatePlan("CN=Root") { Key = PlannedKey.Common(key), SignatureName = signature }.Make();

        CertificateSignature.Foresee(issuer, issuer).Should().BeNull();
        CertificateSignature.IsIssuedBy(issuer, issuer, SmimeLimits.Default).Should().BeTrue();
    }

    [Theory]
    [InlineData("SHA256withRSA", "RSA-2048", "P-256")]
    [InlineData("SHA256withRSAandMGF1", "RSA-2048", "Ed25519")]
    [InlineData("SHA256withECDSA", "P-256", "RSA-2048")]
    [InlineData("Ed25519", "Ed25519", "Ed448")]
    [InlineData("Ed448", "Ed448", "Ed25519")]
    public void Foresee_KeyOfAnotherKind_IsBad(string signature, string key, string other)
    {
        PlannedCertificate subject = new CertificatePlan("CN=Root") { Key = PlannedKey.Common(key), SignatureName = signature }.Make();
        PlannedCertificate issuer = new CertificatePlan("CN=Root") { Key = PlannedKey.Common(other) }.Make();

        CertificateSignature.Foresee(subject, issuer).Should().Be(SignatureCheck.Bad);
        CertificateSignature.IsIssuedBy(subject, issuer, SmimeLimits.Default).Should().BeFalse();
    }

    [Fact]
    public void Foresee_KeyRestrictedToPss_IsAnRsaKeyForBothSchemes()
    {
        PlannedCertificate issuer = new CertificatePlan("CN=Root") { Key = Rsa.AsPss() }.Make();

        CertificateSignature.Foresee(Signed("SHA256withRSAandMGF1"), issuer).Should().BeNull();
        CertificateSignature.Foresee(Signed("SHA256withRSA"), issuer).Should().BeNull("what it may sign is for the check to say");
        CertificateSignature.IsIssuedBy(Signed("SHA256withRSA"), issuer, SmimeLimits.Default).Should().BeFalse();

        static ParsedCertificate Signed(string name) => new CertificatePlan("CN=Root") { Key = Rsa, SignatureName = name }.Make();
    }

    [Theory]
    [InlineData("ML-DSA-44")]
    [InlineData("ML-DSA-65")]
    [InlineData("ML-DSA-87")]
    public void Foresee_MlDsa_IsKnown(string kind)
    {
        PlannedCertificate issuer = new CertificatePlan("CN=Root") { Key = PlannedKey.Common(kind), SignatureName = kind }.Make();
        ParsedCertificate curve = new CertificatePlan("CN=Root") { Key = Curve }.Make();

        CertificateSignature.Foresee(issuer, issuer).Should().BeNull();
        CertificateSignature.Foresee(issuer, curve).Should().Be(SignatureCheck.Bad);
        CertificateSignature.Foresee(curve, issuer).Should().Be(SignatureCheck.Bad);
        CertificateSignature.IsIssuedBy(issuer, issuer, SmimeLimits.Default).Should().BeTrue();
    }

    [Fact]
    public void Foresee_UnknownKeyOrScheme_IsUnsupported()
    {
        ParsedCertificate signedByDsa = new CertificatePlan("CN=Root") { Key = PlannedKey.Common("DSA"), SignatureName = "SHA1withDSA" }.Make();
        ParsedCertificate curve = new CertificatePlan("CN=Root") { Key = Curve }.Make();
        ParsedCertificate unknown = new CertificatePlan("CN=Root") { Key = Curve.WithAlgorithm(new AlgorithmIdentifier(new DerObjectIdentifier("1.2.3.4"))) }.Make();

        CertificateSignature.Foresee(signedByDsa, curve).Should().Be(SignatureCheck.UnsupportedAlgorithm);
        CertificateSignature.Foresee(curve, unknown).Should().Be(SignatureCheck.UnsupportedAlgorithm);
    }

    // What is signed is the same, so it is the same certificate, and what remembers one must go by more than its bytes.
    [Fact]
    public void IsIssuedBy_OuterAlgorithmEncodedAnew_IsTheSameCertificateByItsKey()
    {
        PlannedCertificate root = new CertificatePlan("CN=Root") { Key = Rsa }.Make();
        ParsedCertificate certificate = CertificatePlan.Leaf(root).Make();

        ParsedCertificate anew = ParsedCertificate.Parse(WithLongLengthInOuterAlgorithm(certificate.Der));

        CertificateSignature.IsIssuedBy(anew, root, SmimeLimits.Default).Should().BeTrue();
        anew.TbsDer.ToArray().Should().Equal(certificate.TbsDer.ToArray());
        anew.KeySha256.Should().Be(certificate.KeySha256);
        anew.Sha256.Should().NotBe(certificate.Sha256);
    }

    private static byte[] WithLongLengthInOuterAlgorithm(ReadOnlyMemory<byte> der)
    {
        AsnReader reader = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        byte[] tbs = reader.ReadEncodedValue().ToArray();
        byte[] algorithm = reader.ReadEncodedValue().ToArray();
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(tbs);
            writer.WriteEncodedValue([algorithm[0], 0x81, .. algorithm[1..]]);
            writer.WriteEncodedValue(reader.ReadEncodedValue().Span);
        }

        return writer.Encode();
    }
}

using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Math;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class PublicKeyDescriberTests
{
    [Theory]
    [InlineData("RSA-1024", "RSA-1024", "Rsa", 1024, KeyStrength.Weak)]
    [InlineData("RSA-2048", "RSA-2048", "Rsa", 2048, KeyStrength.Legacy)]
    [InlineData("P-192", "EC-P-192", "EllipticCurve", 192, KeyStrength.Weak)]
    [InlineData("P-224", "EC-P-224", "EllipticCurve", 224, KeyStrength.Legacy)]
    [InlineData("P-256", "EC-P-256", "EllipticCurve", 256, KeyStrength.Recommended)]
    [InlineData("P-521", "EC-P-521", "EllipticCurve", 521, KeyStrength.Recommended)]
    [InlineData("brainpoolP256r1", "EC-brainpoolP256r1", "EllipticCurve", 256, KeyStrength.Recommended)]
    [InlineData("brainpoolP512r1", "EC-brainpoolP512r1", "EllipticCurve", 512, KeyStrength.Recommended)]
    [InlineData("Ed25519", "Ed25519", "Ed25519", 256, KeyStrength.Recommended)]
    [InlineData("X25519", "X25519", "X25519", 256, KeyStrength.Recommended)]
    [InlineData("DSA", "DSA", "Dsa", 0, KeyStrength.Weak)]
    public void Describe_KnownKind_NamesAndGradesIt(string kind, string name, string family, int bits, KeyStrength strength) =>
        PublicKeyDescriber.Describe(PlannedKey.Common(kind).Info).Should().Be(new PublicKeyInfo(name, Enum.Parse<KeyFamily>(family), bits, strength));

    [Theory]
    [InlineData(2047, KeyStrength.Weak)]
    [InlineData(2048, KeyStrength.Legacy)]
    [InlineData(2999, KeyStrength.Legacy)]
    [InlineData(3000, KeyStrength.Recommended)]
    [InlineData(100_000, KeyStrength.Recommended)]
    public void Describe_RsaModulus_IsGradedWithoutComputing(int bits, KeyStrength strength)
    {
        BigInteger modulus = BigInteger.One.ShiftLeft(bits - 1).Add(BigInteger.One);
        var info = new SubjectPublicKeyInfo(new AlgorithmIdentifier(PkcsObjectIdentifiers.RsaEncryption, DerNull.Instance), new RsaPublicKeyStructure(modulus, BigInteger.ValueOf(65537)));

        PublicKeyDescriber.Describe(info).Should().Be(new PublicKeyInfo("RSA-" + bits, KeyFamily.Rsa, bits, strength));
    }

    [Fact]
    public void Describe_RestrictedRsaKey_KeepsItsRestriction()
    {
        PlannedKey key = PlannedKey.Common("RSA-2048");

        PublicKeyDescriber.Describe(key.AsPss().Info).Family.Should().Be(KeyFamily.RsaPss);
        PublicKeyDescriber.Describe(key.WithAlgorithm(new AlgorithmIdentifier(PkcsObjectIdentifiers.IdRsaesOaep)).Info).Family.Should().Be(KeyFamily.Unknown);
    }

    [Fact]
    public void Describe_CurveChosenByTheKey_IsUnknownAndWeak()
    {
        var explicitCurve = new AlgorithmIdentifier(new DerObjectIdentifier("1.2.840.10045.2.1"), new DerSequence(DerInteger.ValueOf(1)));
        var unnamedCurve = new AlgorithmIdentifier(new DerObjectIdentifier("1.2.840.10045.2.1"), new DerObjectIdentifier("1.2.3.4"));
        PlannedKey key = PlannedKey.Common("P-256");

        PublicKeyDescriber.Describe(key.WithAlgorithm(explicitCurve).Info).Should().Be(new PublicKeyInfo("EC-explicit", KeyFamily.Unknown, 0, KeyStrength.Weak));
        PublicKeyDescriber.Describe(key.WithAlgorithm(unnamedCurve).Info).Should().Be(new PublicKeyInfo("EC-1.2.3.4", KeyFamily.Unknown, 0, KeyStrength.Weak));
        PublicKeyDescriber.Describe(key.WithAlgorithm(new AlgorithmIdentifier(new DerObjectIdentifier("1.2.3.4"))).Info).Should().Be(new PublicKeyInfo("1.2.3.4", KeyFamily.Unknown, 0, KeyStrength.Weak));
    }
}

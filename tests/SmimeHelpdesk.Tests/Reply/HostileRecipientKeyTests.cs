using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Math;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>The certificate to encrypt to came out of a mail: a key that encrypts nothing, or costs the desk dear, is not offered.</summary>
public sealed class HostileRecipientKeyTests
{
    private static readonly BigInteger Modulus = BigInteger.One.ShiftLeft(2047).Or(BigInteger.One);

    [Theory]
    [InlineData("exponent 1")]
    [InlineData("even exponent")]
    [InlineData("huge exponent")]
    [InlineData("even modulus")]
    [InlineData("huge modulus")]
    [InlineData("point off the curve")]
    [InlineData("point at infinity")]
    [InlineData("X25519 point of small order")]
    public async Task Ask_KeyThatMustNotBeUsed_IsNotOffered(string kind)
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        byte[] certificate = Certificate(Key(kind));

        ReplyAvailability can = await reply.AskAsync(ReplyCase.Context with { EncryptionCertificate = certificate });

        can.Encrypt.Should().Be(EncryptAvailability.UnsupportedKey);
    }

    [Fact]
    public async Task Ask_TheSameWithASoundKey_IsOffered()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        byte[] certificate = Certificate(Rsa(Modulus, BigInteger.ValueOf(65537)));

        (await reply.AskAsync(ReplyCase.Context with { EncryptionCertificate = certificate })).Encrypt.Should().Be(EncryptAvailability.Available);
    }

    private static SubjectPublicKeyInfo Key(string kind)
    {
        AlgorithmIdentifier curve = PlannedKey.Common("P-256").Info.Algorithm;
        BigInteger exponent = BigInteger.ValueOf(65537);
        return kind switch
        {
            "exponent 1" => Rsa(Modulus, BigInteger.One),
            "even exponent" => Rsa(Modulus, BigInteger.Four),
            "huge exponent" => Rsa(Modulus, Modulus.Subtract(BigInteger.Two)),
            "even modulus" => Rsa(Modulus.Add(BigInteger.One), exponent),
            "huge modulus" => Rsa(BigInteger.One.ShiftLeft(16383).Or(BigInteger.One), exponent),
            "point off the curve" => new SubjectPublicKeyInfo(curve, [4, .. new byte[63], 1]),
            "point at infinity" => new SubjectPublicKeyInfo(curve, [0]),
            _ => new SubjectPublicKeyInfo(PlannedKey.Common("X25519").Info.Algorithm, new byte[32]),
        };
    }

    private static SubjectPublicKeyInfo Rsa(BigInteger modulus, BigInteger exponent) =>
        new(PlannedKey.Common("RSA-2048").Info.Algorithm, new RsaPublicKeyStructure(modulus, exponent));

    private static byte[] Certificate(SubjectPublicKeyInfo key)
    {
        PlannedCertificate issuer = new CertificatePlan("CN=Issuer").Make();
        CertificatePlan plan = CertificatePlan.Leaf(issuer, ReplyCase.Customer) with { Usage = KeyUsage.KeyEncipherment | KeyUsage.KeyAgreement };
        return PlannedCertificate.Encode(plan, PlannedKey.Common("P-256") with { Info = key });
    }
}

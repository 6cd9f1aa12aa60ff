using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Cms.Algorithms;

public sealed class PssEncodingTests
{
    private const string Sha1 = "1.3.14.3.2.26";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string Sha512 = "2.16.840.1.101.3.4.2.3";
    private static readonly byte[] Data = "what was signed"u8.ToArray();

    [Theory]
    [InlineData("RSA-1024", Sha256, Sha256, 0)]
    [InlineData("RSA-1024", Sha256, Sha256, 20)]
    [InlineData("RSA-1024", Sha256, Sha1, 32)]
    [InlineData("RSA-1024", Sha512, Sha256, 62)]
    [InlineData("RSA-1025", Sha256, Sha512, 32)]
    [InlineData("RSA-1031", Sha256, Sha256, 7)]
    public void Verify_SignatureByAnotherEngine_IsGoodAndNothingElseIs(string key, string digestOid, string maskOid, int salt)
    {
        var publicKey = (RsaKeyParameters)PlannedKey.Common(key).Public;
        byte[] signature = Sign(key, digestOid, maskOid, salt);

        Verify(publicKey, Data, digestOid, maskOid, salt, signature).Should().BeTrue();
        Verify(publicKey, [.. Data, 0], digestOid, maskOid, salt, signature).Should().BeFalse();
        Verify(publicKey, Data, digestOid, maskOid, salt + 1, signature).Should().BeFalse();
        Verify(publicKey, Data, digestOid, maskOid == Sha1 ? Sha256 : Sha1, salt, signature).Should().BeFalse();
        signature[^1] ^= 1;
        Verify(publicKey, Data, digestOid, maskOid, salt, signature).Should().BeFalse();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(95)]
    [InlineData(int.MaxValue)]
    public void Verify_SaltThatDoesNotFit_IsBad(int salt) =>
        Verify((RsaKeyParameters)PlannedKey.Common("RSA-1024").Public, Data, Sha256, Sha256, salt, Sign("RSA-1024", Sha256, Sha256, 32)).Should().BeFalse();

    [Fact]
    public void Verify_SignatureNotBelowTheModulus_IsBad() =>
        Verify((RsaKeyParameters)PlannedKey.Common("RSA-1024").Public, Data, Sha256, Sha256, 32, [.. Enumerable.Repeat((byte)0xFF, 128)]).Should().BeFalse();

    private static byte[] Sign(string key, string digestOid, string maskOid, int salt)
    {
        var signer = new PssSigner(new RsaBlindedEngine(), DigestUtilities.GetDigest(digestOid), DigestUtilities.GetDigest(maskOid), salt);
        signer.Init(true, PlannedKey.Common(key).Private);
        signer.BlockUpdate(Data, 0, Data.Length);
        return signer.GenerateSignature();
    }

    private static bool Verify(RsaKeyParameters key, byte[] data, string digestOid, string maskOid, int salt, byte[] signature)
    {
        DigestAlgorithm digest = DigestAlgorithm.FromOid(digestOid)!;
        var parameters = new RSAParameters { Modulus = key.Modulus.ToByteArrayUnsigned(), Exponent = key.Exponent.ToByteArrayUnsigned() };
        return PssEncoding.Verify(parameters, digest.Hash(data), digest, DigestAlgorithm.FromOid(maskOid)!, salt, signature);
    }
}

using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Cms.Algorithms;

/// <summary>RSASSA-PKCS1-v1_5 encodings that lenient readers have taken for signatures.</summary>
public sealed class Pkcs1EncodingTests
{
    private const int Length = 128;
    private static readonly PlannedKey Key = PlannedKey.Common("RSA-1024");
    private static readonly DigestAlgorithm Hash = DigestAlgorithm.FromOid(CmsOids.Sha224)!;
    private static readonly byte[] Digest = Hash.Hash("what was signed"u8);
    private static readonly byte[] Info = DigestInfo(Ber.Algorithm(CmsOids.Sha224, Ber.Null), Digest);
    private static readonly byte[] InfoWithoutNull = DigestInfo(Ber.Algorithm(CmsOids.Sha224), Digest);

    public static TheoryData<string, byte[]> Genuine => new()
    {
        { "parameters of NULL", Padded(Info) },
        { "no parameters", Padded(InfoWithoutNull) },
    };

    public static TheoryData<string, byte[]> Forged => new()
    {
        { "rest behind the digest", [0, 1, .. Enumerable.Repeat((byte)0xFF, 8), 0, .. Info, .. new byte[Length - 11 - Info.Length]] },
        { "digest alone", Padded(Digest) },
        { "padding of something else", [0, 1, .. Enumerable.Repeat((byte)0xFE, Length - 3 - Info.Length), 0, .. Info] },
        { "block type 2", [0, 2, .. Enumerable.Repeat((byte)0xFF, Length - 3 - Info.Length), 0, .. Info] },
        { "no separator", [0, 1, .. Enumerable.Repeat((byte)0xFF, Length - 2 - Info.Length), .. Info] },
        { "rest in the parameters", Padded(DigestInfo(Ber.Algorithm(CmsOids.Sha224, Ber.Octets(new byte[40])), Digest)) },
        { "length in the long form", Padded([0x30, 0x81, .. Info.AsSpan(1)]) },
        { "another digest's identifier", Padded(DigestInfo(Ber.Algorithm(CmsOids.Sha256, Ber.Null), Digest)) },
        { "another digest", Padded(DigestInfo(Ber.Algorithm(CmsOids.Sha224, Ber.Null), Hash.Hash("another text"u8))) },
    };

    [Theory]
    [MemberData(nameof(Genuine))]
    public void Verify_EncodingOfTheStandard_IsGood(string what, byte[] encoded) => Verify(encoded).Should().BeTrue(what);

    [Theory]
    [MemberData(nameof(Forged))]
    public void Verify_AnyOtherEncoding_IsBad(string what, byte[] encoded) => Verify(encoded).Should().BeFalse(what);

    private static byte[] DigestInfo(byte[] algorithm, byte[] digest) => Ber.Sequence(algorithm, Ber.Octets(digest));

    private static byte[] Padded(byte[] info) => [0, 1, .. Enumerable.Repeat((byte)0xFF, Length - 3 - info.Length), 0, .. info];

    private static bool Verify(byte[] encoded)
    {
        encoded.Should().HaveCount(Length);
        var engine = new RsaEngine();
        engine.Init(true, Key.Private);
        byte[] signature = engine.ProcessBlock(encoded, 0, encoded.Length);
        var key = (RsaKeyParameters)Key.Public;
        var parameters = new RSAParameters { Modulus = key.Modulus.ToByteArrayUnsigned(), Exponent = key.Exponent.ToByteArrayUnsigned() };
        return Pkcs1Encoding.Verify(parameters, Digest, Hash, [.. new byte[Length - signature.Length], .. signature]);
    }
}

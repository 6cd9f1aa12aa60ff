using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Cms.Reading;

/// <summary>Every signature algorithm through the front door: the genuine one is valid, and one bit of it makes it invalid.</summary>
public sealed class SignatureAlgorithmTests
{
    [Theory]
    [InlineData("RSA-2048", CmsOids.Sha256)]
    [InlineData("RSA-2048", CmsOids.Sha224)]
    [InlineData("RSA-2048", CmsOids.Sha384)]
    [InlineData("RSA-2048", CmsOids.Sha512)]
    [InlineData("RSA-2048", "2.16.840.1.101.3.4.2.8")]
    [InlineData("RSA-2048", "2.16.840.1.101.3.4.2.10")]
    [InlineData("P-256", CmsOids.Sha256)]
    [InlineData("P-256", CmsOids.Sha224)]
    [InlineData("P-384", CmsOids.Sha384)]
    [InlineData("P-521", CmsOids.Sha512)]
    [InlineData("brainpoolP512r1", CmsOids.Sha512)]
    [InlineData("Ed25519", CmsOids.Sha512)]
    [InlineData("Ed448", CmsOids.Shake256)]
    [InlineData("Ed448", CmsOids.Shake256Len)]
    [InlineData("ML-DSA-44", CmsOids.Sha512)]
    [InlineData("ML-DSA-65", CmsOids.Sha512)]
    [InlineData("ML-DSA-87", CmsOids.Sha512)]
    [InlineData("ML-DSA-65", CmsOids.Shake256)]
    public async Task OpenAsync_WithSignedAttributes_IsValidAndNothingElseIs(string key, string digest)
    {
        var signer = new ForgedSigner(SharedIdentities.Alice(key))
        {
            Digest = digest,
            DigestAlgorithm = digest == CmsOids.Shake256Len ? Ber.Algorithm(digest, Ber.Integer(512)) : null,
        };

        await ExpectValidAsync(signer);
        await ExpectInvalidAsync(signer with { Change = FlipLastBit }, SignatureReason.SignatureMismatch);
        await ExpectAlteredAsync(signer, SignatureReason.ContentAltered);
    }

    [Theory]
    [InlineData("RSA-2048")]
    [InlineData("P-256")]
    [InlineData("Ed25519")]
    [InlineData("Ed448")]
    [InlineData("ML-DSA-44")]
    [InlineData("ML-DSA-65")]
    [InlineData("ML-DSA-87")]
    public async Task OpenAsync_WithoutSignedAttributes_IsOverTheContentItself(string key)
    {
        var signer = new ForgedSigner(SharedIdentities.Alice(key)) { HasAttributes = false };

        await ExpectValidAsync(signer);
        await ExpectInvalidAsync(signer with { Change = FlipLastBit }, SignatureReason.SignatureMismatch);
        await ExpectAlteredAsync(signer, SignatureReason.SignatureMismatch);
    }

    [Theory]
    [InlineData("Ed25519")]
    [InlineData("ML-DSA-65")]
    public async Task OpenAsync_PureSchemeWithoutAttributes_IgnoresTheDigestAlgorithm(string key)
    {
        await ExpectValidAsync(new ForgedSigner(SharedIdentities.Alice(key)) { HasAttributes = false, DigestAlgorithm = Ber.Algorithm("1.2.3.4") });
        await ExpectValidAsync(new ForgedSigner(SharedIdentities.Alice(key)) { HasAttributes = false, DigestAlgorithm = Ber.Algorithm(CmsOids.Md5) });
    }

    [Theory]
    [InlineData("RSA-2048", CmsOids.Sha256, CmsOids.Sha256, 32)]
    [InlineData("RSA-2048", CmsOids.Sha256, CmsOids.Sha256, 0)]
    [InlineData("RSA-2048", CmsOids.Sha256, CmsOids.Sha256, 222)]
    [InlineData("RSA-2048", CmsOids.Sha256, CmsOids.Sha1, 20)]
    [InlineData("RSA-2048", CmsOids.Sha224, CmsOids.Sha224, 28)]
    [InlineData("RSA-2048", CmsOids.Sha512, CmsOids.Sha256, 64)]
    [InlineData("RSA-PSS", CmsOids.Sha256, CmsOids.Sha256, 32)]
    [InlineData("RSA-PSS", CmsOids.Sha384, CmsOids.Sha1, 11)]
    public async Task OpenAsync_Pss_IsValidWithAnySaltAndMask(string key, string hash, string mask, int salt)
    {
        var signer = new ForgedSigner(SharedIdentities.Alice(key)) { Digest = hash, Pss = (hash, mask, salt) };

        await ExpectValidAsync(signer);
        await ExpectInvalidAsync(signer with { Change = FlipLastBit }, SignatureReason.SignatureMismatch);
    }

    [Fact]
    public async Task OpenAsync_KeyRestrictedToPss_DoesNotVerifyPkcs1()
    {
        // The same numbers would verify; the certificate forbids it (RFC 4055 section 3.1).
        KeyedIdentity alice = SharedIdentities.Alice("RSA-PSS");
        var signer = new ForgedSigner(alice) { SignatureAlgorithm = Ber.Algorithm(CmsOids.RsaEncryption, Ber.Null), Pss = (CmsOids.Sha256, CmsOids.Sha256, 32) };

        (await OpenAsync(ForgedSignature.By(ForgedMail.Entity) with { Signers = [signer] })).Reason.Should().Be(SignatureReason.UnsupportedAlgorithm);
    }

    [Theory]
    [InlineData("RSA-2048", CmsOids.Md5)]
    [InlineData("RSA-2048", CmsOids.Sha1)]
    [InlineData("RSA-2048", CmsOids.Ripemd160)]
    [InlineData("P-256", CmsOids.Sha1)]
    public async Task OpenAsync_WeakDigest_IsJudged(string key, string digest)
    {
        var signature = new ForgedSignature(ForgedMail.Entity, new ForgedSigner(SharedIdentities.Alice(key)) { Digest = digest });

        SignatureVerdict verdict = await OpenAsync(signature);

        verdict.Status.Should().Be(SignatureStatus.Indeterminate);
        verdict.Findings.Should().ContainSingle().Which.Reason.Should().Be(SignatureReason.WeakDigest);
    }

    [Theory]
    [InlineData(CmsOids.Sha1, SignatureStatus.Valid)]
    [InlineData(CmsOids.Md5, SignatureStatus.Indeterminate)]
    public async Task OpenAsync_WeakDigestThatThePolicyAllows_IsACautionExceptForMd5(string digest, SignatureStatus expected)
    {
        var signature = new ForgedSignature(ForgedMail.Entity, new ForgedSigner(SharedIdentities.Alice("RSA-2048")) { Digest = digest });

        SignatureVerdict verdict = await OpenAsync(signature, SmimePolicy.Default with { AllowSha1Signatures = true });

        verdict.Status.Should().Be(expected);
        verdict.Cautions.Contains(SmimeCaution.WeakDigest).Should().Be(expected is SignatureStatus.Valid);
    }

    [Theory]
    [InlineData("RSA-2048", "1.2.840.113549.1.1.13")]
    [InlineData("P-256", "1.2.840.10045.4.3.4")]
    public async Task OpenAsync_TwoDigestsInOneSigner_ContradictEachOther(string key, string signatureOid)
    {
        // RFC 8933 section 3: the content is digested with what signs the attributes.
        var signer = new ForgedSigner(SharedIdentities.Alice(key)) { SignatureDigest = CmsOids.Sha512, SignatureAlgorithm = Ber.Algorithm(signatureOid) };

        (await OpenAsync(new ForgedSignature(ForgedMail.Entity, signer))).Reason.Should().Be(SignatureReason.AlgorithmMismatch);
    }

    [Theory]
    [InlineData("P-256", "1.2.840.113549.1.1.11")]
    [InlineData("RSA-2048", "1.2.840.10045.4.3.2")]
    [InlineData("Ed25519", "1.3.101.113")]
    [InlineData("P-256", "1.3.101.112")]
    public async Task OpenAsync_AlgorithmOfAnotherKindOfKey_IsNotVerified(string key, string signatureOid)
    {
        var signer = new ForgedSigner(SharedIdentities.Alice(key)) { SignatureAlgorithm = Ber.Algorithm(signatureOid) };

        (await OpenAsync(new ForgedSignature(ForgedMail.Entity, signer))).Status.Should().NotBe(SignatureStatus.Valid);
    }

    [Fact]
    public async Task OpenAsync_UnknownDigest_IsUnsupportedAndNotForged()
    {
        var signer = new ForgedSigner(SharedIdentities.Alice()) { DigestAlgorithm = Ber.Algorithm("1.2.3.4") };

        SignatureVerdict verdict = await OpenAsync(new ForgedSignature(ForgedMail.Entity, signer));

        verdict.Status.Should().Be(SignatureStatus.Indeterminate);
        verdict.Reason.Should().Be(SignatureReason.UnsupportedAlgorithm);
    }

    private static byte[] FlipLastBit(byte[] signature)
    {
        byte[] changed = [.. signature];
        changed[^1] ^= 1;
        return changed;
    }

    private static async Task ExpectValidAsync(ForgedSigner signer)
    {
        SignatureVerdict verdict = await OpenAsync(new ForgedSignature(ForgedMail.Entity, signer));
        verdict.Findings.Should().BeEmpty();
        verdict.Status.Should().Be(SignatureStatus.Valid);
        verdict.Signer!.Sha256.Should().Be(signer.Identity.Certificate.Sha256);
    }

    private static async Task ExpectInvalidAsync(ForgedSigner signer, SignatureReason reason)
    {
        SignatureVerdict verdict = await OpenAsync(new ForgedSignature(ForgedMail.Entity, signer));
        verdict.Status.Should().Be(SignatureStatus.Invalid);
        verdict.Reason.Should().Be(reason);
    }

    private static async Task ExpectAlteredAsync(ForgedSigner signer, SignatureReason reason)
    {
        byte[] altered = [.. ForgedMail.Entity];
        altered[^4] ^= 1;
        var signature = new ForgedSignature(ForgedMail.Entity, signer) { Encapsulated = Ber.Context(0, Ber.Octets(altered)) };
        SignatureVerdict verdict = await OpenAsync(signature);
        verdict.Status.Should().Be(SignatureStatus.Invalid);
        verdict.Reason.Should().Be(reason);
    }

    private static async Task<SignatureVerdict> OpenAsync(ForgedSignature signature, SmimePolicy? policy = null)
    {
        using OpenedMessage opened = await new Desk(policy).OpenAsync(ForgedMail.Signed(signature.Encode()));
        return opened.Signature;
    }
}

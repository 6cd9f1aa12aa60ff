using System.Security.Cryptography.Pkcs;
using System.Text;
using Org.BouncyCastle.Asn1;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Cms.Writing;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Interop;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Cms.Writing;

public sealed class SignedDataWriterTests
{
    private static readonly byte[] Content = Encoding.ASCII.GetBytes("Content-Type: text/plain\r\n\r\nHello.\r\n");

    [Theory]
    [InlineData("RSA-2048", true)]
    [InlineData("RSA-2048", false)]
    [InlineData("RSA-PSS", true)]
    [InlineData("P-256", true)]
    [InlineData("P-256", false)]
    [InlineData("P-384", true)]
    [InlineData("P-521", true)]
    [InlineData("brainpoolP256r1", true)]
    [InlineData("brainpoolP384r1", true)]
    [InlineData("brainpoolP512r1", true)]
    public async Task Sign_AnyKeyThatOpenSslVerifies_IsVerifiedByIt(string kind, bool isDetached)
    {
        using var openssl = new OpenSslReader();
        byte[] cms = Sign(KeyedIdentity.Create(kind), isDetached);

        PeerResult result = isDetached ? await openssl.VerifyDetachedAsync(cms, Content) : await openssl.VerifyOpaqueAsync(cms);

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().Equal(Content);
    }

    [Theory]
    [InlineData("RSA-2048")]
    [InlineData("P-256")]
    [InlineData("P-384")]
    [InlineData("P-521")]
    public void Sign_OrdinaryKey_IsVerifiedByDotNet(string kind)
    {
        var cms = new SignedCms(new ContentInfo(Content), detached: true);
        cms.Decode(Sign(KeyedIdentity.Create(kind), isDetached: true));

        FluentActions.Invoking(() => cms.CheckSignature(verifySignatureOnly: true)).Should().NotThrow();
        cms.SignerInfos.Count.Should().Be(1);
    }

    [Theory]
    [InlineData("RSA-2048")]
    [InlineData("RSA-PSS")]
    [InlineData("brainpoolP320r1")]
    [InlineData("Ed25519")]
    [InlineData("ML-DSA-65")]
    public void Sign_AnyKey_IsIntactForOurOwnReader(string kind)
    {
        KeyedIdentity identity = KeyedIdentity.Create(kind);
        SignedContent signed = Read(Sign(identity, isDetached: true));

        Verify(signed, Content, identity.Certificate).Findings.Should().BeEmpty();
        Verify(signed, [.. Content, 0x20], identity.Certificate).Findings.Should().NotBeEmpty();
    }

    [Fact]
    public void Sign_KeyOfAnotherCertificate_IsAnErrorAndNoSignature()
    {
        KeyedIdentity identity = KeyedIdentity.Create("P-256");
        using MailboxPrivateKey other = KeyedIdentity.Create("P-256").OpenKey();
        var signer = new SigningIdentity(identity.Certificate, other, [], null);

        FluentActions.Invoking(() => SignedDataWriter.Sign(ByteSource.From(Content), signer, true, TestAuthority.Now)).Should().Throw<CmsFormatException>();
    }

    [Fact]
    public void Sign_KeyOfAnotherKind_IsAnErrorAndNoSignature()
    {
        using MailboxPrivateKey other = KeyedIdentity.Create("RSA-2048").OpenKey();
        var signer = new SigningIdentity(KeyedIdentity.Create("P-256").Certificate, other, [], null);

        FluentActions.Invoking(() => SignedDataWriter.Sign(ByteSource.From(Content), signer, true, TestAuthority.Now)).Should().Throw<CmsFormatException>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Sign_Always_IsDerThroughout(bool isDetached)
    {
        byte[] cms = Sign(KeyedIdentity.Create("RSA-2048"), isDetached);

        Asn1Object.FromByteArray(cms).GetEncoded(Asn1Encodable.Der).Should().Equal(cms);
    }

    [Fact]
    public void Sign_Always_CarriesTheChainWithoutItsRoot()
    {
        KeyedIdentity identity = KeyedIdentity.Create("P-256");

        SignedContent signed = Read(Sign(identity, isDetached: true));

        signed.Certificates.Select(certificate => certificate.Sha256).Should().BeEquivalentTo(
            [identity.Certificate.Sha256, ParsedCertificate.Parse(TestAuthority.Issuing.Certificate.RawData).Sha256]);
    }

    [Fact]
    public void Sign_SplitCertificates_NamesAndCarriesTheOneToEncryptTo()
    {
        KeyedIdentity signing = KeyedIdentity.Create("P-256");
        KeyedIdentity encryption = KeyedIdentity.Create("RSA-2048");

        SignedContent signed = Read(Sign(signing, isDetached: true, encryption.Certificate));

        signed.Certificates.Select(certificate => certificate.Sha256).Should().Contain(encryption.Certificate.Sha256);
        EntityIdentifier preference = EncryptionKeyPreference.Read(signed.Signers[0].SignedAttributes)!;
        preference.Matches(encryption.Certificate).Should().BeTrue();
        preference.Matches(signing.Certificate).Should().BeFalse();
    }

    [Fact]
    public void Sign_WithEncryptionCertificate_AdvertisesWhatIsRead()
    {
        KeyedIdentity identity = KeyedIdentity.Create("RSA-2048");

        SignedContent signed = Read(Sign(identity, isDetached: true, identity.Certificate));

        ReadOnlyMemory<byte> value = EncryptionKeyPreference.Capabilities(signed.Signers[0].SignedAttributes);
        SmimeCapabilities capabilities = SmimeCapabilities.Parse(value);
        capabilities.Names(SmimeCapabilities.Aes256Gcm).Should().BeTrue();
        capabilities.Names(SmimeCapabilities.Aes128Cbc).Should().BeTrue();
        capabilities.NamesOaepWithSha256.Should().BeTrue();
        Convert.ToHexString(value.Span).Should().Contain("300D060B2A864886F70D010910031F", "RFC 9709 section 5 gives this encoding");
    }

    [Theory]
    [InlineData(2049, 0x17)]
    [InlineData(2050, 0x18)]
    public void Sign_BeforeAndAfter2050_UsesTheFormThatTheYearDemands(int year, byte expectedTag)
    {
        KeyedIdentity identity = KeyedIdentity.Create("P-256");
        using MailboxPrivateKey key = identity.OpenKey();
        var time = new DateTimeOffset(year, 12, 31, 23, 59, 59, 999, TimeSpan.Zero);

        byte[] cms = SignedDataWriter.Sign(ByteSource.From(Content), new SigningIdentity(identity.Certificate, key, [], null), true, time).ToArray();

        SignerAttributes attributes = Read(cms).Signers[0].SignedAttributes!;
        attributes.Single(CmsOid.SigningTimeAttribute)!.GetEncoded()[0].Should().Be(expectedTag);
        AttributeRules.SigningTime(attributes).Should().Be(new DateTimeOffset(year, 12, 31, 23, 59, 59, TimeSpan.Zero));
    }

    private static byte[] Sign(KeyedIdentity identity, bool isDetached, ParsedCertificate? encryption = null)
    {
        using MailboxPrivateKey key = identity.OpenKey();
        var signer = new SigningIdentity(identity.Certificate, key, KeyedIdentity.Chain, encryption);
        return SignedDataWriter.Sign(ByteSource.From(Content), signer, isDetached, TestAuthority.Now).ToArray();
    }

    private static SignedContent Read(byte[] cms) => SignedContent.Read(CmsContent.Read(ByteSource.From(cms), SmimeLimits.Default).Content, SmimeLimits.Default);

    private static SignerOutcome Verify(SignedContent signed, byte[] content, ParsedCertificate certificate) =>
        new SignerVerifier(signed, SignedBytes.Entity(ByteSource.From(content)), SmimePolicy.Default, new VerificationBudget(SmimeLimits.Default)).Verify(signed.Signers[0], certificate);
}

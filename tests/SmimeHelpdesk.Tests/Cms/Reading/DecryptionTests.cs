using System.Security.Cryptography;
using System.Text;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Credentials.Formats;
using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Cms.Reading;

public sealed class DecryptionTests
{
    private static readonly byte[] Text = Encoding.ASCII.GetBytes("Content-Type: text/plain\r\n\r\n" + new string('x', 300_000) + "\r\n");
    private static readonly TestIdentity Desk = Issue("support@desk.example");
    private static readonly TestIdentity Other = Issue("other@desk.example");

    public static TheoryData<string, string> Ciphers => new()
    {
        { "2.16.840.1.101.3.4.1.2", "AES-128-CBC" },
        { "2.16.840.1.101.3.4.1.22", "AES-192-CBC" },
        { "2.16.840.1.101.3.4.1.42", "AES-256-CBC" },
        { "1.2.840.113549.3.7", "3DES-CBC" },
        { "1.2.840.113549.3.2", "RC2-128-CBC" },
    };

    [Theory]
    [MemberData(nameof(Ciphers))]
    public async Task DecryptAsync_EachContentCipher_GivesThePlaintext(string oid, string name)
    {
        DecryptionResult result = await DecryptAsync(CmsProducer.Encrypt(Text, Desk, oid), Desk);

        result.Layer.Reason.Should().Be(EncryptionReason.None);
        result.Layer.ContentAlgorithm.Should().Be(name);
        result.Layer.IsAuthenticated.Should().BeFalse();
        result.Layer.IsWeak.Should().Be(name.StartsWith('R') || name.StartsWith('3'));
        result.Plaintext!.ToSource().ToMemory(long.MaxValue).ToArray().Should().Equal(Text);
    }

    [Theory]
    [InlineData("SHA1")]
    [InlineData("SHA256")]
    [InlineData("SHA384")]
    [InlineData("SHA512")]
    public async Task DecryptAsync_OaepWithEachHash_GivesThePlaintext(string hash)
    {
        RSAEncryptionPadding padding = RSAEncryptionPadding.CreateOaep(new HashAlgorithmName(hash));

        DecryptionResult result = await DecryptAsync(CmsProducer.Encrypt(Text, Desk, padding: padding), Desk);

        result.Plaintext.Should().NotBeNull();
        result.Layer.KeyAlgorithm.Should().Be("RSA-OAEP-" + hash);
    }

    [Fact]
    public async Task DecryptAsync_NoCredentialIsARecipient_SaysSo()
    {
        DecryptionResult result = await DecryptAsync(CmsProducer.Encrypt(Text, Desk), Other);

        result.Plaintext.Should().BeNull();
        result.Layer.Reason.Should().Be(EncryptionReason.NoMatchingKey);
    }

    [Fact]
    public async Task DecryptAsync_CertificateRenewedWithTheSameKey_StillOpensOldMail()
    {
        using RSA key = RSA.Create(2048);
        TestIdentity old = TestAuthority.Issuing.Issue(new TestSubject("support@desk.example") { ExistingKey = key });
        TestIdentity renewed = TestAuthority.Issuing.Issue(new TestSubject("support@desk.example") { ExistingKey = key });

        DecryptionResult result = await DecryptAsync(CmsProducer.Encrypt(Text, old), renewed);

        result.Layer.Reason.Should().Be(EncryptionReason.None);
        result.Layer.CredentialSha256.Should().Be(renewed.Sha256);
    }

    [Fact]
    public async Task DecryptAsync_DamagedKeyAndDamagedContent_AreOneFailure()
    {
        byte[] cms = CmsProducer.Encrypt(Text, Desk);
        byte[] wrongKey = [.. cms];
        wrongKey[cms.AsSpan().IndexOf(Desk.Certificate.SerialNumberBytes.Span) + 60] ^= 1;
        byte[] wrongEnd = [.. cms];
        wrongEnd[^17] ^= 0x40;

        DecryptionResult first = await DecryptAsync(wrongKey, Desk);
        DecryptionResult second = await DecryptAsync(wrongEnd, Desk);

        first.Layer.Reason.Should().Be(EncryptionReason.DecryptionFailed);
        second.Layer.Should().Be(first.Layer);
    }

    [Fact]
    public async Task DecryptAsync_KeyThatCannotBeOpened_SaysSo()
    {
        EncryptedContent content = Read(CmsProducer.Encrypt(Text, Desk));
        var service = new DecryptionService(_ => Task.FromResult<IReadOnlyList<UsableCredential>>([Usable(Desk)]), (_, _) => Task.FromResult<MailboxPrivateKey?>(null), SmimePolicy.Default);

        (await service.DecryptAsync(content, CancellationToken.None)).Layer.Reason.Should().Be(EncryptionReason.KeyUnavailable);
    }

    [Fact]
    public async Task DecryptAsync_NoiseBehindAWrongKey_IsAFailure()
    {
        // Unauthenticated encryption of bytes that are no message: what a wrong key or a downgraded cipher leaves behind.
        byte[] noise = RandomNumberGenerator.GetBytes(4096);
        noise[0] = 0x01;

        DecryptionResult result = await DecryptAsync(CmsProducer.Encrypt(noise, Desk), Desk);

        result.Plaintext.Should().BeNull();
        result.Layer.Reason.Should().Be(EncryptionReason.DecryptionFailed);
    }

    private static TestIdentity Issue(string address) => TestAuthority.Issuing.Issue(new TestSubject(address) { Key = "RSA-2048" });

    private static Task<DecryptionResult> DecryptAsync(byte[] cms, TestIdentity identity)
    {
        var service = new DecryptionService(_ => Task.FromResult<IReadOnlyList<UsableCredential>>([Usable(identity)]), (_, _) => Task.FromResult<MailboxPrivateKey?>(PrivateKeyFactory.Open(identity.PrivateKey.ExportPkcs8PrivateKey())), SmimePolicy.Default);
        return service.DecryptAsync(Read(cms), CancellationToken.None);
    }

    private static EncryptedContent Read(byte[] cms) => EncryptedContent.Read(CmsContent.Read(ByteSource.From(cms), SmimeLimits.Default).Content, false, SmimeLimits.Default);

    private static UsableCredential Usable(TestIdentity identity)
    {
        ParsedCertificate certificate = ParsedCertificate.Parse(identity.Certificate.RawData);
        var row = new StoredCredential { Tenant = string.Empty, MailboxAddress = "support@desk.example", Sha256 = certificate.Sha256, Certificate = certificate.Der, ProtectedKey = default };
        return new UsableCredential(row, certificate, []);
    }
}

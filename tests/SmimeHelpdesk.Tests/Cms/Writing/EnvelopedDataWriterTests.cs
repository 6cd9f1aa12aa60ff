using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Org.BouncyCastle.Asn1;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Cms.Writing;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Interop;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Cms.Writing;

public sealed class EnvelopedDataWriterTests
{
    private static readonly byte[] Content = Encoding.ASCII.GetBytes("Content-Type: text/plain\r\n\r\nHello.\r\n");
    private static readonly Lazy<KeyedIdentity> Rsa = new(() => KeyedIdentity.Create("RSA-2048"));

    [Theory]
    [InlineData("RSA-2048", "AES-256-CBC")]
    [InlineData("RSA-2048", "AES-256-GCM")]
    [InlineData("RSA-2048", "AES-128-CBC")]
    [InlineData("P-256", "AES-256-CBC")]
    [InlineData("P-256", "AES-256-GCM")]
    [InlineData("P-256", "AES-128-CBC")]
    [InlineData("P-384", "AES-256-CBC")]
    [InlineData("P-521", "AES-256-CBC")]
    [InlineData("brainpoolP256r1", "AES-256-CBC")]
    [InlineData("brainpoolP384r1", "AES-256-GCM")]
    [InlineData("brainpoolP512r1", "AES-256-CBC")]
    public async Task Write_AnyKeyThatOpenSslReads_IsDecryptedByIt(string kind, string algorithm)
    {
        using var openssl = new OpenSslReader();
        KeyedIdentity identity = KeyedIdentity.Create(kind);

        PeerResult result = await openssl.DecryptAsync(Encrypt(Content, algorithm, Recipient(identity)), identity.CertificatePem, identity.KeyPem);

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().Equal(Content);
    }

    [Theory]
    [InlineData("AES-256-CBC")]
    [InlineData("AES-256-GCM")]
    public async Task Write_RecipientThatNamesOaep_IsReadByOpenSslAsOaep(string algorithm)
    {
        using var openssl = new OpenSslReader();
        byte[] cms = Encrypt(Content, algorithm, new RecipientKey(Rsa.Value.Certificate, OwnCapabilities()));

        PeerResult result = await openssl.DecryptAsync(cms, Rsa.Value.CertificatePem, Rsa.Value.KeyPem);

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().Equal(Content);
        (await openssl.PrintAsync(cms)).Text.Should().Contain("rsaesOaep");
    }

    [Fact]
    public void Write_RsaWithCbc_IsDecryptedByDotNet()
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(Rsa.Value.CertificatePem, Rsa.Value.KeyPem);
        var cms = new EnvelopedCms();
        cms.Decode(Encrypt(Content, "AES-256-CBC", Recipient(Rsa.Value)));

        cms.Decrypt(cms.RecipientInfos[0], certificate.GetRSAPrivateKey());

        cms.ContentInfo.Content.Should().Equal(Content);
    }

    [Theory]
    [InlineData("X25519")]
    [InlineData("ML-KEM-512")]
    [InlineData("ML-KEM-768")]
    [InlineData("secp256k1")]
    public void Write_KeyThatFewProgramsKnow_IsDecryptedByOurOwnReader(string kind)
    {
        KeyedIdentity identity = KeyedIdentity.Create(kind);

        Decrypt(Encrypt(Content, "AES-256-GCM", Recipient(identity)), identity).Should().Equal(Content);
    }

    [Fact]
    public void Write_SeveralRecipients_EachReadsIt()
    {
        KeyedIdentity[] identities = [Rsa.Value, KeyedIdentity.Create("P-256"), KeyedIdentity.Create("X25519"), KeyedIdentity.Create("RSA-2048")];

        byte[] cms = Encrypt(Content, "AES-256-CBC", [.. identities.Select(Recipient)]);

        identities.Should().AllSatisfy(identity => Decrypt(cms, identity).Should().Equal(Content));
    }

    [Theory]
    [InlineData("AES-256-CBC", 0)]
    [InlineData("AES-256-CBC", 15)]
    [InlineData("AES-256-CBC", 16)]
    [InlineData("AES-256-CBC", 70_000)]
    [InlineData("AES-256-GCM", 0)]
    [InlineData("AES-256-GCM", 70_001)]
    public void Write_ContentOfAnyLength_IsDerThroughoutAndComesBack(string algorithm, int length)
    {
        byte[] content = [.. Enumerable.Range(0, length).Select(i => (byte)i)];

        byte[] cms = Encrypt(content, algorithm, Recipient(Rsa.Value), Recipient(KeyedIdentity.Create("P-256")));

        Asn1Object.FromByteArray(cms).GetEncoded(Asn1Encodable.Der).Should().Equal(cms);
        Decrypt(cms, Rsa.Value).Should().Equal(content);
    }

    [Fact]
    public void Write_KeyAgreement_LeavesTheWrapParametersOut()
    {
        byte[] cms = Encrypt(Content, "AES-256-CBC", Recipient(KeyedIdentity.Create("P-256")));

        // dhSinglePass-stdDH-sha256kdf-scheme with { aes256-wrap } and nothing after it
        Convert.ToHexString(cms).Should().Contain("06062B8104010B01300B060960864801650304012D30");
    }

    [Fact]
    public void Write_KeyAgreement_BringsFreshUserKeyingMaterial()
    {
        RecipientKey recipient = Recipient(KeyedIdentity.Create("P-256"));

        byte[][] material = [.. Enumerable.Range(0, 2).Select(_ => Read(Encrypt(Content, "AES-256-CBC", recipient)).Recipients.Single().UserKeyingMaterial.ToArray())];

        material[0].Should().HaveCount(64).And.NotEqual(material[1]);
    }

    [Fact]
    public void Write_Twice_UsesNoKeyOrNonceAgain()
    {
        byte[] first = Encrypt(Content, "AES-256-GCM", Recipient(Rsa.Value));
        byte[] second = Encrypt(Content, "AES-256-GCM", Recipient(Rsa.Value));

        Read(first).Ciphertext.ToMemory(1 << 20).ToArray().Should().NotEqual(Read(second).Ciphertext.ToMemory(1 << 20).ToArray());
        ContentCipher.Read(Read(first).Algorithm, true)!.Iv.ToArray().Should().NotEqual(ContentCipher.Read(Read(second).Algorithm, true)!.Iv.ToArray());
    }

    [Fact]
    public void Write_Authenticated_HasAFullTagAndAnAlteredByteGivesNothing()
    {
        byte[] cms = Encrypt(Content, "AES-256-GCM", Recipient(Rsa.Value));
        Read(cms).Mac.Length.Should().Be(16);

        cms[^25] ^= 1;

        Decrypt(cms, Rsa.Value).Should().BeNull();
    }

    [Fact]
    public void Write_KeyThatOnlySigns_IsAnError() =>
        FluentActions.Invoking(() => Encrypt(Content, "AES-256-CBC", Recipient(KeyedIdentity.Create("Ed25519")))).Should().Throw<CmsFormatException>();

    private static RecipientKey Recipient(KeyedIdentity identity) => new(identity.Certificate, SmimeCapabilities.None);

    private static SmimeCapabilities OwnCapabilities() =>
        SmimeCapabilities.Parse(SmimeCapabilities.Own(Rsa.Value.Certificate));

    private static byte[] Encrypt(byte[] content, string algorithm, params RecipientKey[] recipients)
    {
        ContentEncryption encryption = algorithm switch
        {
            "AES-256-GCM" => ContentEncryption.Aes256Gcm,
            "AES-128-CBC" => ContentEncryption.Aes128Cbc,
            _ => ContentEncryption.Aes256Cbc,
        };
        using var output = new MemoryStream();
        EnvelopedDataWriter.Write(output, ByteSource.From(content), encryption, recipients, SmimeLimits.Default);
        return output.ToArray();
    }

    private static EncryptedContent Read(byte[] cms)
    {
        CmsContent read = CmsContent.Read(ByteSource.From(cms), SmimeLimits.Default);
        return EncryptedContent.Read(read.Content, read.Kind is CmsKind.AuthEnvelopedData, SmimeLimits.Default);
    }

    private static byte[]? Decrypt(byte[] cms, KeyedIdentity identity)
    {
        EncryptedContent content = Read(cms);
        ContentCipher cipher = ContentCipher.Read(content.Algorithm, content.IsAuthenticated)!;
        using MailboxPrivateKey key = identity.OpenKey();
        RecipientEntry entry = content.Recipients.Single(recipient => recipient.IsFor(identity.Certificate));
        byte[] contentKey = ContentKeyUnwrapper.Unwrap(entry, key)!;
        using Spool? plaintext = ContentDecryptor.Decrypt(content, cipher, contentKey, _ => true, SmimePolicy.Default);
        return plaintext?.ToSource().ToMemory(1 << 20).ToArray();
    }
}

using System.Collections.Concurrent;
using System.Text;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Interop;

/// <summary>Mail that <c>openssl cms</c> made, through the front door.</summary>
public sealed class OpenSslToUsTests
{
    private const string Alice = "alice@customer.example";
    private const string Sentence = "Good morning, the printer is on fire.";
    private static readonly ConcurrentDictionary<string, TestIdentity> Identities = new();

    private static readonly byte[] Entity = Encoding.ASCII.GetBytes(
        "Content-Type: multipart/mixed; boundary=mix\r\n\r\n--mix\r\nContent-Type: text/plain\r\n\r\n" + Sentence
        + "\r\n--mix\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n--mix--\r\n");

    [Theory]
    [InlineData("RSA-2048")]
    [InlineData("RSA-2048", "-nodetach")]
    [InlineData("RSA-2048", "-keyid")]
    [InlineData("RSA-2048", "-noattr")]
    [InlineData("RSA-2048", "-noattr", "-nodetach")]
    [InlineData("RSA-2048", "-nodetach", "-indef")]
    [InlineData("RSA-2048", "-md", "sha512")]
    [InlineData("RSA-2048", "-keyopt", "rsa_padding_mode:pss")]
    [InlineData("RSA-2048", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:32")]
    [InlineData("RSA-2048", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_mgf1_md:sha1", "-keyopt", "rsa_pss_saltlen:11")]
    [InlineData("RSA-3072", "-md", "sha384")]
    [InlineData("P-256")]
    [InlineData("P-384", "-md", "sha384", "-nodetach")]
    [InlineData("P-521", "-md", "sha512")]
    [InlineData("brainpoolP256r1")]
    [InlineData("brainpoolP384r1", "-md", "sha384")]
    [InlineData("brainpoolP512r1", "-md", "sha512")]
    public async Task OpenAsync_Signed_IsValidWithItsContent(string key, params string[] options)
    {
        using var openssl = new OpenSslCms();
        byte[] mail = WithHeaders(await openssl.SignAsync(Entity, Identity(Alice, key), options));

        using OpenedMessage opened = await new Desk().OpenAsync(mail);

        opened.Signature.Findings.Should().BeEmpty();
        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
        opened.Encryption.Status.Should().Be(EncryptionStatus.NotEncrypted);
        opened.Harvest.Status.Should().Be(HarvestStatus.Stored);
        ExpectContent(opened);
    }

    [Theory]
    [InlineData("RSA-2048", "-aes128", "AES-128-CBC", "RSA-PKCS1")]
    [InlineData("RSA-2048", "-aes192", "AES-192-CBC", "RSA-PKCS1")]
    [InlineData("RSA-2048", "-aes256", "AES-256-CBC", "RSA-PKCS1")]
    [InlineData("RSA-2048", "-des3", "3DES-CBC", "RSA-PKCS1")]
    [InlineData("RSA-2048", "-aes-128-gcm", "AES-128-GCM", "RSA-PKCS1")]
    [InlineData("RSA-2048", "-aes-192-gcm", "AES-192-GCM", "RSA-PKCS1")]
    [InlineData("RSA-2048", "-aes-256-gcm", "AES-256-GCM", "RSA-PKCS1")]
    [InlineData("RSA-2048", "-aes256", "AES-256-CBC", "RSA-PKCS1", "-keyid")]
    [InlineData("RSA-2048", "-aes256", "AES-256-CBC", "RSA-PKCS1", "-stream")]
    [InlineData("RSA-2048", "-aes256", "AES-256-CBC", "RSA-OAEP-SHA1", "-keyopt", "rsa_padding_mode:oaep")]
    [InlineData("RSA-2048", "-aes256", "AES-256-CBC", "RSA-OAEP-SHA256", "-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256")]
    [InlineData("RSA-2048", "-aes-256-gcm", "AES-256-GCM", "RSA-OAEP-SHA256", "-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256", "-keyopt", "rsa_mgf1_md:sha1")]
    [InlineData("RSA-2048", "-aes256", "AES-256-CBC", "RSA-OAEP-SHA512", "-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha512", "-keyopt", "rsa_oaep_label:6465736b")]
    [InlineData("P-256", "-aes128", "AES-128-CBC", "ECDH-P-256")]
    [InlineData("P-256", "-aes256", "AES-256-CBC", "ECDH-P-256", "-keyopt", "ecdh_kdf_md:sha256")]
    [InlineData("P-256", "-aes-256-gcm", "AES-256-GCM", "ECDH-P-256", "-keyopt", "ecdh_kdf_md:sha256")]
    [InlineData("P-256", "-aes256", "AES-256-CBC", "ECDH-P-256", "-keyopt", "ecdh_kdf_md:sha256", "-keyopt", "ecdh_cofactor_mode:1")]
    [InlineData("P-384", "-aes256", "AES-256-CBC", "ECDH-P-384", "-keyopt", "ecdh_kdf_md:sha384")]
    [InlineData("P-521", "-aes256", "AES-256-CBC", "ECDH-P-521", "-keyopt", "ecdh_kdf_md:sha512")]
    [InlineData("brainpoolP256r1", "-aes192", "AES-192-CBC", "ECDH-brainpoolP256r1", "-keyopt", "ecdh_kdf_md:sha256")]
    [InlineData("brainpoolP384r1", "-aes256", "AES-256-CBC", "ECDH-brainpoolP384r1", "-keyopt", "ecdh_kdf_md:sha384")]
    [InlineData("brainpoolP512r1", "-aes-256-gcm", "AES-256-GCM", "ECDH-brainpoolP512r1", "-keyopt", "ecdh_kdf_md:sha512")]
    public async Task OpenAsync_Encrypted_GivesTheContent(string key, string cipher, string content, string wrap, params string[] options)
    {
        using var openssl = new OpenSslCms();
        TestIdentity desk = Identity(Desk.Address, key);
        byte[] mail = WithHeaders(await openssl.EncryptAsync(Entity, desk, cipher, options));

        using OpenedMessage opened = await (await Desk.WithAsync(desk)).OpenAsync(mail);

        opened.Encryption.Should().BeEquivalentTo(new
        {
            Status = EncryptionStatus.Decrypted,
            ContentAlgorithm = content,
            KeyAlgorithm = wrap,
            CredentialSha256 = desk.Sha256,
            Integrity = content.EndsWith("GCM", StringComparison.Ordinal) ? EncryptionIntegrity.Authenticated : EncryptionIntegrity.None,
        });
        opened.Signature.Status.Should().Be(SignatureStatus.Unsigned);
        opened.Signature.Cautions.Contains(SmimeCaution.WeakAlgorithm).Should().Be(content == "3DES-CBC");
        opened.PlaintextQuote.Should().BeEmpty();
        ExpectContent(opened);
    }

    [Theory]
    [InlineData("RSA-2048", "-aes256")]
    [InlineData("RSA-2048", "-aes-256-gcm")]
    [InlineData("P-256", "-aes256")]
    [InlineData("P-256", "-aes-256-gcm")]
    public async Task OpenAsync_SignedThenEncrypted_IsValidAndAuthenticated(string key, string cipher)
    {
        using var openssl = new OpenSslCms();
        TestIdentity desk = Identity(Desk.Address, key);
        byte[] signed = await openssl.SignAsync(Entity, Identity(Alice, key));
        byte[] mail = WithHeaders(await openssl.EncryptAsync(signed, desk, cipher));

        using OpenedMessage opened = await (await Desk.WithAsync(desk)).OpenAsync(mail);

        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
        opened.Encryption.Integrity.Should().Be(EncryptionIntegrity.Authenticated);
        opened.ReplyContext.Encrypt.Should().Be(EncryptAvailability.Available);
        ExpectContent(opened);
    }

    [Fact]
    public async Task OpenAsync_TripleWrapped_CreditsTheInnerSignature()
    {
        using var openssl = new OpenSslCms();
        TestIdentity desk = Identity(Desk.Address, "RSA-2048");
        byte[] inner = await openssl.SignAsync(Entity, Identity(Alice, "RSA-2048"));
        byte[] encrypted = await openssl.EncryptAsync(inner, desk, "-aes256");
        byte[] mail = WithHeaders(await openssl.SignAsync(encrypted, Identity("gateway@customer.example", "RSA-2048"), "-nodetach"));

        using OpenedMessage opened = await (await Desk.WithAsync(desk)).OpenAsync(mail);

        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
        opened.Signature.Signer!.Addresses.Should().Equal(Alice);
        opened.Signature.Cautions.Should().Contain(SmimeCaution.OuterSignatureIgnored);
        ExpectContent(opened);
    }

    [Fact]
    public async Task OpenAsync_EncryptedThenSigned_IsNotCreditedToTheContent()
    {
        using var openssl = new OpenSslCms();
        TestIdentity desk = Identity(Desk.Address, "RSA-2048");
        byte[] encrypted = await openssl.EncryptAsync(Entity, desk, "-aes256");
        byte[] mail = WithHeaders(await openssl.SignAsync(encrypted, Identity(Alice, "RSA-2048")));

        using OpenedMessage opened = await (await Desk.WithAsync(desk)).OpenAsync(mail);

        opened.Signature.Reason.Should().Be(SignatureReason.SignatureAroundCiphertext);
        opened.Harvest.Status.Should().Be(HarvestStatus.NotStored);
        ExpectContent(opened);
    }

    private static byte[] WithHeaders(byte[] entity) => [.. Encoding.ASCII.GetBytes(OpenSslCms.Headers(Alice)), .. entity];

    private static TestIdentity Identity(string address, string key) =>
        Identities.GetOrAdd(address + key, _ => TestAuthority.Issuing.Issue(new TestSubject(address) { Key = key }));

    private static void ExpectContent(OpenedMessage opened)
    {
        opened.Content.TextBody.Should().Contain(Sentence);
        MessageAttachment attachment = opened.Content.Attachments.Should().ContainSingle().Subject;
        attachment.FileName.Should().Be("a.pdf");
        using var bytes = new MemoryStream();
        using Stream stream = attachment.OpenRead();
        stream.CopyTo(bytes);
        bytes.ToArray().Should().Equal("%PDF-"u8.ToArray());
    }
}

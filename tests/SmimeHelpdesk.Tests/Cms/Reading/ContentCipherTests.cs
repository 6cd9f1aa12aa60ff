using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Inbound;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Cms.Reading;

/// <summary>Every content cipher through the front door.</summary>
public sealed class ContentCipherTests
{
    private static readonly KeyedIdentity Desk = SharedIdentities.Desk("RSA-2048");
    private static readonly byte[] Large = Mail.Crlf($"Content-Type: text/plain\n\n{ForgedMail.Sentence}\n{new string('x', 300_000)}\n");

    public static TheoryData<string> All =>
    [
        "AES-128-CBC", "AES-192-CBC", "AES-256-CBC", "AES-128-GCM", "AES-192-GCM", "AES-256-GCM", "ChaCha20-Poly1305", "3DES-CBC", "RC2-40-CBC", "RC2-64-CBC", "RC2-128-CBC",
    ];

    [Theory]
    [MemberData(nameof(All))]
    public async Task OpenAsync_EachCipher_GivesTheTextAndSaysWhatItIsWorth(string cipher)
    {
        using OpenedMessage opened = await DecryptionDoor.OpenAsync(For(cipher, ForgedMail.Entity), Desk);

        opened.Content.TextBody.Should().Contain(ForgedMail.Sentence);
        opened.Encryption.ContentAlgorithm.Should().Be(cipher);
        bool isAuthenticated = !cipher.EndsWith("CBC", StringComparison.Ordinal);
        opened.Encryption.Integrity.Should().Be(isAuthenticated ? EncryptionIntegrity.Authenticated : EncryptionIntegrity.None);
        opened.Signature.Cautions.Contains(SmimeCaution.UnauthenticatedEncryption).Should().Be(!isAuthenticated);
        opened.Signature.Cautions.Contains(SmimeCaution.WeakAlgorithm).Should().Be(cipher[0] is '3' or 'R');
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task OpenAsync_ManyBlocksInSegments_GivesTheText(string cipher)
    {
        await DecryptionDoor.ExpectTextAsync(For(cipher, Large) with { Enclose = ciphertext => Ber.Streamed(0xA0, ciphertext, 1000) }, Desk);
        await DecryptionDoor.ExpectTextAsync(For(cipher, Large) with { Enclose = ciphertext => Ber.Context(0, Ber.Streamed(0x24, ciphertext, 30_000), Ber.Octets([])) }, Desk);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData((128 * 1024) - 61)]
    [InlineData((128 * 1024) - 60)]
    [InlineData((128 * 1024) - 44)]
    public async Task OpenAsync_CbcOfAnyLength_LosesNothing(int length)
    {
        byte[] content = Mail.Crlf($"Content-Type: text/plain\n\n{ForgedMail.Sentence}{new string('x', length)}|");

        using OpenedMessage opened = await DecryptionDoor.OpenAsync(For("AES-128-CBC", content), Desk);

        opened.Content.TextBody.Should().EndWith(new string('x', length) + "|");
    }

    [Theory]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    public Task OpenAsync_GcmTagOfTheStatedLength_IsAccepted(int size) =>
        DecryptionDoor.ExpectTextAsync(For("AES-128-GCM", ForgedMail.Entity) with { TagSize = size }, Desk);

    [Theory]
    [InlineData(11, 11)]
    [InlineData(8, 8)]
    [InlineData(4, 4)]
    [InlineData(0, 0)]
    [InlineData(12, 16)]
    [InlineData(16, 12)]
    [InlineData(15, 16)]
    public async Task OpenAsync_GcmTagThatIsShortOrOfAnotherLength_GivesNothing(int size, int stated)
    {
        // A nonce of another length goes to another engine.
        foreach (int nonce in new[] { 12, 9 })
        {
            ForgedEnvelope envelope = For("AES-128-GCM", ForgedMail.Entity) with { TagSize = size, StatedTagSize = stated, Nonce = new byte[nonce] };
            using OpenedMessage opened = await DecryptionDoor.OpenAsync(envelope, Desk);

            opened.Encryption.Status.Should().Be(EncryptionStatus.NotDecryptable);
            Plaintext.Of(opened).Should().NotContain("printer");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(64)]
    public Task OpenAsync_GcmNonceOfAnotherLength_IsAccepted(int size) =>
        DecryptionDoor.ExpectTextAsync(For("AES-256-GCM", Large) with { Nonce = [.. Enumerable.Repeat((byte)7, size)] }, Desk);

    [Theory]
    [InlineData("AES-256-GCM")]
    [InlineData("ChaCha20-Poly1305")]
    public async Task OpenAsync_AuthenticatedAttributes_AreAuthenticated(string cipher)
    {
        ForgedEnvelope envelope = For(cipher, ForgedMail.Entity) with { AuthenticatedAttributes = [ForgedSigner.Attribute(CmsOids.ContentType, Ber.Oid(CmsOids.Data)), ForgedSigner.Attribute("1.2.3", Ber.Integer(5))] };
        await DecryptionDoor.ExpectTextAsync(envelope, Desk);

        byte[] altered = envelope.Encode();
        altered[altered.AsSpan().IndexOf(Ber.Sequence(Ber.Oid("1.2.3"), Ber.Set(Ber.Integer(5)))) + 8]++;
        using OpenedMessage opened = await (await Support.Desk.WithAsync(null, Desk)).OpenAsync(ForgedMail.Encrypted(altered));
        opened.Encryption.Reason.Should().Be(EncryptionReason.DecryptionFailed);
    }

    [Theory]
    [InlineData("AES-128-CBC")]
    [InlineData("AES-256-GCM")]
    [InlineData("ChaCha20-Poly1305")]
    public async Task OpenAsync_DerivedContentKey_IsDerivedAndNotUsedAsItIs(string cipher)
    {
        // RFC 9709: the key that was unwrapped opens nothing by itself, so that one mode's ciphertext is worthless in another.
        await DecryptionDoor.ExpectTextAsync(For(cipher, ForgedMail.Entity) with { IsDerived = true }, Desk);
    }

    [Theory]
    [InlineData("AES-256-GCM")]
    [InlineData("AES-256-CBC")]
    public Task OpenAsync_CipherInTheOtherStructure_IsNotDecrypted(string cipher) =>
        DecryptionDoor.ExpectNothingAsync(For(cipher, ForgedMail.Entity) with { IsMisplaced = true }, Desk, EncryptionReason.UnsupportedAlgorithm);

    [Theory]
    [InlineData("AES-128-CBC", 0)]
    [InlineData("AES-128-CBC", 8)]
    [InlineData("AES-128-CBC", 17)]
    [InlineData("3DES-CBC", 9)]
    [InlineData("AES-128-GCM", 0)]
    public async Task OpenAsync_CiphertextCutToAnOddLength_GivesNothing(string cipher, int length) =>
        await DecryptionDoor.ExpectNothingAsync(For(cipher, ForgedMail.Entity) with { Change = ciphertext => ciphertext[..length] }, Desk);

    [Theory]
    [InlineData("plain text, no header at all\r\n")]
    [InlineData("H\u00e9llo\r\n")]
    public async Task OpenAsync_PlaintextThatIsNoMime_IsShownAsText(string text)
    {
        using OpenedMessage opened = await DecryptionDoor.OpenAsync(For("AES-128-CBC", System.Text.Encoding.UTF8.GetBytes(text)), Desk);

        opened.Encryption.Status.Should().Be(EncryptionStatus.Decrypted);
        opened.Content.TextBody.Trim().Should().Be(text.Trim());
    }

    [Fact]
    public async Task OpenAsync_NoiseInUnauthenticatedEncryption_IsNotEchoed()
    {
        // A header that an attacker could put in front, and blocks decrypted under the wrong mode behind it.
        byte[] noise = [.. "Content-Type: a\r\n"u8, .. Enumerable.Range(0, 4096).Select(i => (byte)(i * 7))];

        await DecryptionDoor.ExpectNothingAsync(For("AES-128-CBC", noise), Desk);
    }

    [Fact]
    public async Task OpenAsync_BinaryMimeInUnauthenticatedEncryption_IsRead()
    {
        byte[] content = [.. "Content-Type: application/octet-stream; name=a.bin\r\nContent-Transfer-Encoding: binary\r\n\r\n"u8, .. Enumerable.Range(0, 4096).Select(i => (byte)i)];

        using OpenedMessage opened = await DecryptionDoor.OpenAsync(For("AES-128-CBC", content), Desk);

        opened.Content.Attachments.Should().ContainSingle().Which.Size.Should().Be(4096);
    }

    private static ForgedEnvelope For(string cipher, byte[] content) => ForgedEnvelope.For(cipher, content, ForgedRecipient.KeyTransport(Desk));
}

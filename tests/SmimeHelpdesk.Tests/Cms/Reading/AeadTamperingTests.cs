using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Inbound;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Cms.Reading;

/// <summary>RFC 5083 section 2: no byte of authenticated content that does not verify comes out anywhere.</summary>
public sealed class AeadTamperingTests
{
    private const string Secret = "SECRETSECRETSECRET";
    private static readonly KeyedIdentity Agent = SharedIdentities.Desk();
    private static readonly byte[] Small = Entity(40);
    private static readonly byte[] Large = Entity(20_000);

    public static TheoryData<string, bool> Ciphers => new()
    {
        { "AES-128-GCM", false }, { "AES-256-GCM", true }, { "ChaCha20-Poly1305", false }, { "ChaCha20-Poly1305", true },
    };

    [Theory]
    [MemberData(nameof(Ciphers))]
    public async Task OpenAsync_AnyBitOfTheCiphertextFlipped_GivesNothing(string cipher, bool isLarge)
    {
        byte[] content = isLarge ? Large : Small;
        int step = isLarge ? 997 : 3;
        for (int bit = 0; bit < 8 * content.Length; bit += step)
        {
            await ExpectNothingAsync(For(cipher, content) with { Change = ciphertext => Flip(ciphertext, bit) });
        }
    }

    [Theory]
    [MemberData(nameof(Ciphers))]
    public async Task OpenAsync_EveryBitOfTheTagFlipped_GivesNothing(string cipher, bool isLarge)
    {
        for (int bit = 0; bit < 128; bit += isLarge ? 31 : 1)
        {
            await ExpectNothingAsync(For(cipher, isLarge ? Large : Small) with { ChangeTag = tag => Flip(tag, bit) });
        }
    }

    [Theory]
    [MemberData(nameof(Ciphers))]
    public async Task OpenAsync_Truncated_GivesNothing(string cipher, bool isLarge)
    {
        byte[] content = isLarge ? Large : Small;
        for (int length = 0; length < content.Length; length += isLarge ? 1999 : 7)
        {
            await ExpectNothingAsync(For(cipher, content) with { Change = ciphertext => ciphertext[..length] });
            await ExpectNothingAsync(For(cipher, content) with { Change = ciphertext => ciphertext[(ciphertext.Length - length)..] });
        }
    }

    [Theory]
    [MemberData(nameof(Ciphers))]
    public async Task OpenAsync_TagShortened_GivesNothing(string cipher, bool isLarge)
    {
        for (int length = 0; length < 16; length++)
        {
            await ExpectNothingAsync(For(cipher, isLarge ? Large : Small) with { ChangeTag = tag => tag[..length] });

            // With the parameters changed to agree: a short tag is then guessed bit by bit (RFC 5084 section 3.2 allows 12 at least).
            if (length < 12)
            {
                await ExpectNothingAsync(For(cipher, isLarge ? Large : Small) with { ChangeTag = tag => tag[..length], StatedTagSize = length });
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OpenAsync_ContentOfAnotherMailUnderTheSameTag_GivesNothing(bool isSpooled)
    {
        await ExpectNothingAsync(For("AES-256-GCM", Large) with { Change = ciphertext => [.. ciphertext.Reverse()] }, isSpooled);
        await ExpectNothingAsync(For("AES-256-GCM", Large) with { ChangeTag = tag => new byte[16] }, isSpooled);
        await ExpectNothingAsync(For("ChaCha20-Poly1305", Large) with { ChangeTag = tag => new byte[16] }, isSpooled);
    }

    [Fact]
    public async Task OpenAsync_Untouched_GivesTheText()
    {
        foreach (byte[] content in new[] { Small, Large })
        {
            using OpenedMessage opened = await OpenAsync(For("AES-256-GCM", content), isSpooled: false);
            Plaintext.Of(opened).Should().Contain(Secret, "the tests above would pass if nothing ever came out");
        }
    }

    private static byte[] Entity(int length) => Mail.Crlf(
        $"Content-Type: multipart/mixed; boundary=b; hp=\"cipher\"\nSubject: {Secret}\nFrom: {ForgedMail.Alice}\n\n--b\nContent-Type: text/plain\n\n{string.Concat(Enumerable.Repeat(Secret, (length / Secret.Length) + 1))}\n--b\nContent-Type: text/html\n\n<p>{Secret}</p>\n--b\nContent-Type: a/b; name={Secret}\n\n{Secret}\n--b--\n");

    private static byte[] Flip(byte[] bytes, int bit)
    {
        byte[] changed = [.. bytes];
        changed[bit / 8] ^= (byte)(1 << (bit % 8));
        return changed;
    }

    private static ForgedEnvelope For(string cipher, byte[] content) => ForgedEnvelope.For(cipher, content, Recipient);

    // One agreement for all, because it is the content that is tampered with.
    private static byte[] Recipient(byte[] key) => ForgedRecipient.Agreement(Agent, AgreementPlan.Usual)(key);

    private static async Task ExpectNothingAsync(ForgedEnvelope envelope, bool isSpooled = false)
    {
        using OpenedMessage opened = await OpenAsync(envelope, isSpooled);
        opened.Encryption.Status.Should().Be(EncryptionStatus.NotDecryptable);
        opened.Encryption.Integrity.Should().Be(EncryptionIntegrity.None);
        opened.Content.TextBody.Should().BeEmpty();
        opened.PlaintextQuote.Should().BeEmpty();
        Plaintext.Of(opened).Should().NotContainAny(Secret[..4], Secret[1..5], Secret[2..6]);
    }

    private static async Task<OpenedMessage> OpenAsync(ForgedEnvelope envelope, bool isSpooled)
    {
        SmimePolicy policy = isSpooled ? SmimePolicy.Default with { SpoolDirectory = Path.GetTempPath(), SpoolThreshold = 1000 } : SmimePolicy.Default;
        return await (await Desk.WithAsync(policy, Agent)).OpenAsync(ForgedMail.Encrypted(envelope.Encode()));
    }
}

using System.Security.Cryptography;
using System.Text;

namespace SmimeHelpdesk.Tests.Keys;

/// <summary>
/// Writes the first version of a stored private key by hand, as its description says: whatever later versions do, it opens. A change
/// that fails here would make every stored key unreadable.
/// </summary>
public sealed class EnvelopeVersionTests
{
    private const string KeyId = "2026-11";

    private static readonly byte[] HostKey = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];
    private static readonly byte[] Plaintext = "private key"u8.ToArray();

    // Length-prefixed tenant, address and thumbprint.
    private static readonly byte[] Binding = [0, 0, 0, 4, .. "acme"u8, 0, 0, 0, 20, .. "support@desk.example"u8, 0, 0, 0, 64, .. Encoding.ASCII.GetBytes(new string('a', 64))];

    [Fact]
    public async Task UnprotectAsync_FirstVersion_Opens()
    {
        using var protector = new AesGcmCredentialProtector(KeyId, new Dictionary<string, ReadOnlyMemory<byte>> { [KeyId] = HostKey });

        (await protector.UnprotectAsync(Envelope(1), SmimeHelpdesk.Keys.CredentialBinding.For("acme", "support@desk.example", new string('a', 64)), default)).Should().Equal(Plaintext);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(255)]
    public async Task UnprotectAsync_VersionThatIsNotKnown_IsRefused(byte version)
    {
        using var protector = new AesGcmCredentialProtector(KeyId, new Dictionary<string, ReadOnlyMemory<byte>> { [KeyId] = HostKey });

        await FluentActions.Awaiting(() => protector.UnprotectAsync(Envelope(version), Binding, default).AsTask()).Should().ThrowExactlyAsync<CryptographicException>();
    }

    [Fact]
    public void Constructor_IdThatUtf8CannotCarry_IsRefused() =>
        FluentActions.Invoking(() => new AesGcmCredentialProtector("\uD800", new Dictionary<string, ReadOnlyMemory<byte>> { ["\uD800"] = HostKey }))
            .Should().Throw<ArgumentException>();

    private static byte[] Envelope(byte version)
    {
        byte[] dataKey = [.. Enumerable.Range(101, 32).Select(number => (byte)number)];
        byte[] header = [version, (byte)KeyId.Length, .. Encoding.UTF8.GetBytes(KeyId)];
        return
        [
            .. header,
            .. Box(HostKey, dataKey, [.. "SmimeHelpdesk.key-wrap\0"u8, .. header, .. Binding]),
            .. Box(dataKey, Plaintext, [.. "SmimeHelpdesk.private-key\0"u8, .. header, .. Binding]),
        ];
    }

    private static byte[] Box(byte[] key, byte[] plaintext, byte[] associatedData)
    {
        using var aes = new AesGcm(key, 16);
        byte[] nonce = RandomNumberGenerator.GetBytes(12);
        byte[] ciphertext = new byte[plaintext.Length];
        byte[] tag = new byte[16];
        aes.Encrypt(nonce, plaintext, ciphertext, tag, associatedData);
        return [.. nonce, .. ciphertext, .. tag];
    }
}

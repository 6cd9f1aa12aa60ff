using System.Security.Cryptography;
using System.Text;

namespace SmimeHelpdesk.Keys;

/// <summary>
/// The form of a private key at rest: version, host key's id, a random data key wrapped by the host key, and the private key
/// encrypted with the data key. Both steps are AES-256-GCM (NIST SP 800-38D), each bound to header and associated data.
/// </summary>
/// <remarks>
/// <code>
/// 1       version, 1
/// 1       length n of the key id
/// n       key id, UTF-8
/// 12 32 16  nonce, wrapped data key, tag
/// 12 m 16   nonce, ciphertext, tag
/// </code>
/// </remarks>
internal static class ProtectedKeyEnvelope
{
    public const int KeySize = 32;
    public const int MaximumKeyIdSize = 64;

    private const byte Version = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int BoxOverhead = NonceSize + TagSize;

    // Two labels, so that a wrapped key and a wrapped private key can never stand in for each other.
    private static ReadOnlySpan<byte> WrapLabel => "SmimeHelpdesk.key-wrap\0"u8;

    private static ReadOnlySpan<byte> ContentLabel => "SmimeHelpdesk.private-key\0"u8;

    public static byte[] Seal(string keyId, ReadOnlySpan<byte> hostKey, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> associatedData)
    {
        byte[] id = Encoding.UTF8.GetBytes(keyId);
        ReadOnlySpan<byte> header = [Version, (byte)id.Length, .. id];
        byte[] sealedKey = new byte[header.Length + BoxOverhead + KeySize + BoxOverhead + plaintext.Length];
        header.CopyTo(sealedKey);

        Span<byte> dataKey = stackalloc byte[KeySize];
        try
        {
            RandomNumberGenerator.Fill(dataKey);
            Span<byte> wrapped = sealedKey.AsSpan(header.Length, BoxOverhead + KeySize);
            Encrypt(hostKey, dataKey, Bind(WrapLabel, header, associatedData), wrapped);
            Span<byte> content = sealedKey.AsSpan(header.Length + wrapped.Length);
            Encrypt(dataKey, plaintext, Bind(ContentLabel, header, associatedData), content);
            return sealedKey;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <summary>The id of the host key that the envelope asks for; null when the bytes are no envelope.</summary>
    public static string? ReadKeyId(ReadOnlySpan<byte> envelope) =>
        envelope.Length >= 2
        && envelope[0] == Version
        && envelope[1] is > 0 and <= MaximumKeyIdSize
        && envelope.Length >= 2 + envelope[1] + BoxOverhead + KeySize + BoxOverhead
            ? Encoding.UTF8.GetString(envelope.Slice(2, envelope[1]))
            : null;

    /// <summary>Opens an envelope whose <see cref="ReadKeyId"/> is not null.</summary>
    /// <exception cref="CryptographicException">The host key, the associated data or a byte differs.</exception>
    public static byte[] Open(ReadOnlySpan<byte> hostKey, ReadOnlySpan<byte> envelope, ReadOnlySpan<byte> associatedData)
    {
        ReadOnlySpan<byte> header = envelope[..(2 + envelope[1])];
        ReadOnlySpan<byte> wrapped = envelope.Slice(header.Length, BoxOverhead + KeySize);
        ReadOnlySpan<byte> content = envelope[(header.Length + wrapped.Length)..];
        Span<byte> dataKey = stackalloc byte[KeySize];
        byte[] plaintext = new byte[content.Length - BoxOverhead];
        try
        {
            Decrypt(hostKey, wrapped, Bind(WrapLabel, header, associatedData), dataKey);
            Decrypt(dataKey, content, Bind(ContentLabel, header, associatedData), plaintext);
            return plaintext;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    // Label and header delimit themselves, so the joined bytes can be read in one way only.
    private static byte[] Bind(ReadOnlySpan<byte> label, ReadOnlySpan<byte> header, ReadOnlySpan<byte> associatedData) =>
        [.. label, .. header, .. associatedData];

    private static void Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte> binding, Span<byte> box)
    {
        using var aes = new AesGcm(key, TagSize);
        Span<byte> nonce = box[..NonceSize];
        RandomNumberGenerator.Fill(nonce);
        aes.Encrypt(nonce, plaintext, box.Slice(NonceSize, plaintext.Length), box[^TagSize..], binding);
    }

    private static void Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> binding, Span<byte> plaintext)
    {
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(box[..NonceSize], box[NonceSize..^TagSize], box[^TagSize..], plaintext, binding);
    }
}

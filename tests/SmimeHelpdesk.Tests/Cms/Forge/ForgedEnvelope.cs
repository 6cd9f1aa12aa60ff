using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Paddings;
using Org.BouncyCastle.Crypto.Parameters;

namespace SmimeHelpdesk.Tests.Cms.Forge;

/// <summary>An EnvelopedData or AuthEnvelopedData in whatever form a test wants.</summary>
/// <param name="Cipher">Such as <c>AES-128-CBC</c>, <c>AES-256-GCM</c>, <c>ChaCha20-Poly1305</c>, <c>3DES-CBC</c>, <c>RC2-40-CBC</c>.</param>
/// <param name="Content">The plaintext.</param>
internal sealed record ForgedEnvelope(string Cipher, byte[] Content)
{
    public byte[] Key { get; init; } = RandomNumberGenerator.GetBytes(KeySize(Cipher));

    public byte[] Nonce { get; init; } = RandomNumberGenerator.GetBytes(Cipher.StartsWith("AES", StringComparison.Ordinal) ? Cipher.EndsWith("GCM", StringComparison.Ordinal) ? 12 : 16 : Cipher.StartsWith("ChaCha", StringComparison.Ordinal) ? 12 : 8);

    public int TagSize { get; init; } = 16;

    /// <summary>The tag size that the parameters state, when it is another.</summary>
    public int? StatedTagSize { get; init; }

    public IReadOnlyList<byte[]> AuthenticatedAttributes { get; init; } = [];

    /// <summary>Whether the content key is derived from the unwrapped one (RFC 9709).</summary>
    public bool IsDerived { get; init; }

    public string ContentType { get; init; } = CmsOids.Data;

    /// <summary>The recipients; each is given the content key.</summary>
    public IReadOnlyList<Func<byte[], byte[]>> Recipients { get; init; } = [];

    /// <summary>A last change of the ciphertext.</summary>
    public Func<byte[], byte[]>? Change { get; init; }

    public Func<byte[], byte[]>? ChangeTag { get; init; }

    /// <summary>The [0] element of the ciphertext; null for a primitive one.</summary>
    public Func<byte[], byte[]>? Enclose { get; init; }

    /// <summary>The other structure than the cipher's own.</summary>
    public bool IsMisplaced { get; init; }

    /// <summary>An AlgorithmIdentifier to state in place of the cipher's own.</summary>
    public byte[]? AlgorithmInstead { get; init; }

    public bool IsAuthenticated => Cipher.EndsWith("GCM", StringComparison.Ordinal) || Cipher.EndsWith("Poly1305", StringComparison.Ordinal);

    public static ForgedEnvelope For(string cipher, byte[] content, params Func<byte[], byte[]>[] recipients) => new(cipher, content) { Recipients = recipients };

    public byte[] Encode()
    {
        (byte[] ciphertext, byte[] tag) = Encrypt(IsDerived ? HKDF.DeriveKey(HashAlgorithmName.SHA256, Key, Key.Length, "The Cryptographic Message Syntax"u8.ToArray(), Algorithm()) : Key);
        ciphertext = Change?.Invoke(ciphertext) ?? ciphertext;
        tag = ChangeTag?.Invoke(tag) ?? tag;
        byte[] info = Ber.Sequence(
            Ber.Oid(ContentType),
            IsDerived ? Ber.Algorithm("1.2.840.113549.1.9.16.3.31", Algorithm()) : AlgorithmInstead ?? Algorithm(),
            Enclose?.Invoke(ciphertext) ?? Ber.ContextOctets(0, ciphertext));
        bool isAuthenticated = IsAuthenticated != IsMisplaced;
        byte[] content = Ber.Sequence(
        [
            Ber.Integer(isAuthenticated ? 0 : 2),
            Ber.Set([.. Recipients.Select(recipient => recipient(Key))]),
            info,
            .. isAuthenticated && AuthenticatedAttributes.Count > 0 ? [Ber.Retagged(0xA1, Ber.SortedSet(AuthenticatedAttributes))] : Array.Empty<byte[]>(),
            .. isAuthenticated ? [Ber.Octets(tag)] : Array.Empty<byte[]>(),
        ]);
        return Ber.Sequence(Ber.Oid(isAuthenticated ? CmsOids.AuthEnvelopedData : CmsOids.EnvelopedData), Ber.Context(0, content));
    }

    public static int KeySize(string cipher) => cipher switch
    {
        "3DES-CBC" => 24,
        "RC2-40-CBC" => 5,
        "RC2-64-CBC" => 8,
        "RC2-128-CBC" => 16,
        "ChaCha20-Poly1305" => 32,
        _ => int.Parse(cipher[4..7]) / 8,
    };

    public byte[] Algorithm() => Cipher switch
    {
        "AES-128-CBC" => Ber.Algorithm("2.16.840.1.101.3.4.1.2", Ber.Octets(Nonce)),
        "AES-192-CBC" => Ber.Algorithm("2.16.840.1.101.3.4.1.22", Ber.Octets(Nonce)),
        "AES-256-CBC" => Ber.Algorithm("2.16.840.1.101.3.4.1.42", Ber.Octets(Nonce)),
        "AES-128-GCM" => Ber.Algorithm("2.16.840.1.101.3.4.1.6", GcmParameters()),
        "AES-192-GCM" => Ber.Algorithm("2.16.840.1.101.3.4.1.26", GcmParameters()),
        "AES-256-GCM" => Ber.Algorithm("2.16.840.1.101.3.4.1.46", GcmParameters()),
        "ChaCha20-Poly1305" => Ber.Algorithm("1.2.840.113549.1.9.16.3.18", Ber.Octets(Nonce)),
        "3DES-CBC" => Ber.Algorithm("1.2.840.113549.3.7", Ber.Octets(Nonce)),
        "RC2-40-CBC" => Ber.Algorithm("1.2.840.113549.3.2", Ber.Sequence(Ber.Integer(160), Ber.Octets(Nonce))),
        "RC2-64-CBC" => Ber.Algorithm("1.2.840.113549.3.2", Ber.Sequence(Ber.Integer(120), Ber.Octets(Nonce))),
        _ => Ber.Algorithm("1.2.840.113549.3.2", Ber.Sequence(Ber.Integer(58), Ber.Octets(Nonce))),
    };

    // 12 is the default, and DER leaves a default out.
    private byte[] GcmParameters() => (StatedTagSize ?? TagSize) == 12
        ? Ber.Sequence(Ber.Octets(Nonce))
        : Ber.Sequence(Ber.Octets(Nonce), Ber.Integer(StatedTagSize ?? TagSize));

    private (byte[] Ciphertext, byte[] Tag) Encrypt(byte[] key)
    {
        if (IsAuthenticated)
        {
            return EncryptAead(key);
        }

        IBlockCipher engine = Cipher[..3] switch
        {
            "AES" => AesUtilities.CreateEngine(),
            "3DE" => new DesEdeEngine(),
            _ => new RC2Engine(),
        };
        var cbc = new PaddedBufferedBlockCipher(new CbcBlockCipher(engine), new Pkcs7Padding());
        KeyParameter parameter = engine is RC2Engine ? new RC2Parameters(key, key.Length * 8) : new KeyParameter(key);
        cbc.Init(true, new ParametersWithIV(parameter, Nonce));
        return (cbc.DoFinal(Content), []);
    }

    private (byte[] Ciphertext, byte[] Tag) EncryptAead(byte[] key)
    {
        IAeadCipher aead = Cipher.StartsWith("AES", StringComparison.Ordinal) ? new GcmBlockCipher(AesUtilities.CreateEngine()) : new Org.BouncyCastle.Crypto.Modes.ChaCha20Poly1305();
        byte[] associated = AuthenticatedAttributes.Count == 0 ? [] : Ber.SortedSet(AuthenticatedAttributes);
        aead.Init(true, new AeadParameters(new KeyParameter(key), 128, Nonce, associated));
        byte[] output = new byte[aead.GetOutputSize(Content.Length)];
        int length = aead.ProcessBytes(Content, 0, Content.Length, output, 0);
        aead.DoFinal(output, length);
        return (output[..^16], output[^16..^(16 - Math.Min(TagSize, 16))]);
    }
}

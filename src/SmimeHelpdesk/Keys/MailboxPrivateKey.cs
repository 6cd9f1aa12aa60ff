using System.Security.Cryptography;

namespace SmimeHelpdesk;

/// <summary>
/// A private key in use. Made from the BCL's key objects, which hardware modules and key services derive from, or by the library
/// from PKCS #8. Not thread-safe; dispose it.
/// </summary>
public sealed class MailboxPrivateKey : IDisposable
{
    private readonly IDisposable[] _owned;
    private Proof _proof = new();

    private MailboxPrivateKey(params IDisposable?[] owned) => _owned = [.. owned.OfType<IDisposable>()];

    internal RSA? Rsa { get; private init; }

    internal ECDsa? Ecdsa { get; private init; }

    internal ECDiffieHellman? Ecdh { get; private init; }

    /// <summary>A key that has no BCL object (Ed25519, X25519, ML-DSA, ML-KEM), as PKCS #8; zeroed on dispose.</summary>
    internal byte[]? Pkcs8 { get; private init; }

    /// <summary>Takes an RSA key; it is disposed with this object.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The private key.</returns>
    public static MailboxPrivateKey FromRsa(RSA key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new MailboxPrivateKey(key) { Rsa = key };
    }

    /// <summary>Takes an elliptic-curve key; the objects are disposed with this one.</summary>
    /// <param name="signing">The key for ECDSA, or null when it cannot sign.</param>
    /// <param name="keyAgreement">The key for ECDH, or null when it cannot decrypt.</param>
    /// <returns>The private key.</returns>
    /// <exception cref="ArgumentException">Both are null.</exception>
    public static MailboxPrivateKey FromEC(ECDsa? signing, ECDiffieHellman? keyAgreement)
    {
        if (signing is null && keyAgreement is null)
        {
            throw new ArgumentException("An elliptic-curve key needs at least one of the two objects.", nameof(signing));
        }

        return new MailboxPrivateKey(signing, keyAgreement) { Ecdsa = signing, Ecdh = keyAgreement };
    }

    /// <summary>The same key for one use: disposing it does not dispose this one, but calls back.</summary>
    internal MailboxPrivateKey Lend(Action giveBack) =>
        new(new Return(giveBack)) { Rsa = Rsa, Ecdsa = Ecdsa, Ecdh = Ecdh, Pkcs8 = Pkcs8?.ToArray(), _proof = _proof };

    internal static MailboxPrivateKey FromSoftwareKey(ReadOnlySpan<byte> pkcs8) => new() { Pkcs8 = pkcs8.ToArray() };

    /// <summary>Disposes the key objects and zeroes what is held in memory.</summary>
    public void Dispose()
    {
        if (Pkcs8 is not null)
        {
            CryptographicOperations.ZeroMemory(Pkcs8);
        }

        foreach (IDisposable owned in _owned)
        {
            owned.Dispose();
        }
    }

    /// <summary>Whether a signature of this key object has been checked with a certificate: then it belongs to it, and need not be checked again.</summary>
    internal bool IsProvenFor(string certificateSha256) => _proof.CertificateSha256 == certificateSha256;

    internal void MarkProvenFor(string certificateSha256) => _proof.CertificateSha256 = certificateSha256;

    /// <summary>The kind of object; never a secret.</summary>
    /// <returns>A fixed text.</returns>
    public override string ToString() => nameof(MailboxPrivateKey);

    private sealed class Proof
    {
        public string? CertificateSha256 { get; set; }
    }

    private sealed class Return(Action giveBack) : IDisposable
    {
        private Action? _giveBack = giveBack;

        public void Dispose() => Interlocked.Exchange(ref _giveBack, null)?.Invoke();
    }
}

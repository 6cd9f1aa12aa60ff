using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Credentials.Formats;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk;

/// <summary>
/// Whom private keys are encrypted to a second time, so that losing the host key loses no mail. Its own private key belongs in a safe,
/// never on a server. The copy is CMS (RFC 5083, AES-256-GCM), which other programs read too. Immutable and thread-safe.
/// </summary>
public sealed class RecoveryCertificate
{
    private readonly ParsedCertificate _certificate;

    /// <summary>Takes a certificate; a private key in it is not touched.</summary>
    /// <param name="certificate">A certificate that may be encrypted to; its validity is not asked, since recovery is for years.</param>
    /// <exception cref="ArgumentException">It cannot be read or encrypted to, or its key is <see cref="KeyStrength.Weak"/>.</exception>
    public RecoveryCertificate(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ParsedCertificate? parsed = ParsedCertificate.TryParse(certificate.RawData);
        bool isFit = parsed is { PublicKey.Strength: not KeyStrength.Weak } && CertificatePurpose.MayBeEncryptedTo(parsed);
        _certificate = isFit ? parsed! : throw new ArgumentException("Private keys cannot be encrypted to this certificate.", nameof(certificate));
        try
        {
            RecoveryEnvelope.Seal(new byte[1], _certificate);
        }
        catch (CmsFormatException)
        {
            throw new ArgumentException("Private keys cannot be encrypted to this certificate.", nameof(certificate));
        }
    }

    /// <summary>SHA-256 over the certificate's DER, lower-case hexadecimal.</summary>
    public string Sha256 => _certificate.Sha256;

    /// <summary>Opens the copy of a stored credential's private key, away from the server.</summary>
    /// <param name="credential">The row, from the store or a backup of it.</param>
    /// <param name="recoveryKey">The recovery certificate with its private key: RSA, or a curve.</param>
    /// <returns>The credential; the caller disposes it. Null when the row has no copy, or it is damaged, for another key, or of another certificate.</returns>
    /// <exception cref="ArgumentException">The recovery certificate has no such private key.</exception>
    public static MailboxCredential? Recover(StoredCredential credential, X509Certificate2 recoveryKey)
    {
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(recoveryKey);
        using MailboxPrivateKey key = OpenKey(recoveryKey);
        return Recover(credential, key);
    }

    /// <summary>Opens the copy of a stored credential's private key, away from the server, with any kind of key that the importer reads.</summary>
    /// <param name="credential">The row, from the store or a backup of it.</param>
    /// <param name="recoveryKey">The recovery certificate with its private key, as imported from its file; still the caller's to dispose.</param>
    /// <returns>The credential; the caller disposes it. Null when the row has no copy, or it is damaged, for another key, or of another certificate.</returns>
    /// <exception cref="ObjectDisposedException">The recovery key has been disposed.</exception>
    public static MailboxCredential? Recover(StoredCredential credential, MailboxCredential recoveryKey)
    {
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(recoveryKey);
        ObjectDisposedException.ThrowIf(recoveryKey.IsDisposed, recoveryKey);
        using MailboxPrivateKey key = PrivateKeyFactory.Open(recoveryKey.Pkcs8.Span);
        return Recover(credential, key);
    }

    /// <summary>The thumbprint.</summary>
    /// <returns>A text for display.</returns>
    public override string ToString() => Sha256;

    internal ReadOnlyMemory<byte> Encrypt(ReadOnlyMemory<byte> pkcs8) => RecoveryEnvelope.Seal(pkcs8, _certificate);

    private static MailboxCredential? Recover(StoredCredential credential, MailboxPrivateKey key)
    {
        if (credential.RecoveryKey.IsEmpty || ParsedCertificate.TryParse(credential.Certificate) is not { } certificate
            || RecoveryEnvelope.Open(credential.RecoveryKey, key) is not { } pkcs8)
        {
            return null;
        }

        // The copy is not bound to its row, so the key itself must show that it is the certificate's.
        if (!IsKeyOf(certificate, pkcs8))
        {
            CryptographicOperations.ZeroMemory(pkcs8);
            return null;
        }

        return new MailboxCredential(certificate, [.. credential.Chain.Select(ParsedCertificate.TryParse).OfType<ParsedCertificate>()], pkcs8);
    }

    private static bool IsKeyOf(ParsedCertificate certificate, byte[] pkcs8)
    {
        try
        {
            using MailboxPrivateKey key = PrivateKeyFactory.Open(pkcs8);
            return KeyProof.Sign(certificate, key) is CredentialProof.Proven || KeyProof.Decrypt(certificate, key) is CredentialProof.Proven;
        }
        catch (CmsFormatException)
        {
            return false;
        }
    }

    private static MailboxPrivateKey OpenKey(X509Certificate2 certificate) =>
        certificate.GetRSAPrivateKey() is { } rsa ? MailboxPrivateKey.FromRsa(rsa)
        : certificate.GetECDiffieHellmanPrivateKey() is { } agreement ? MailboxPrivateKey.FromEC(null, agreement)
        : throw new ArgumentException("The recovery certificate has no private key.", nameof(certificate));
}

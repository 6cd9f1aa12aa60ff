using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Credentials.Formats;
using SmimeHelpdesk.Diagnostics;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk;

/// <content>What leaves the store, and keys that never enter it.</content>
public sealed partial class MailboxCredentialManager
{
    /// <summary>The shortest password that a private key is exported with, in characters.</summary>
    public const int MinimumExportPasswordLength = 12;

    /// <summary>The certificate of a credential with its issuers' certificates: public data.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="sha256">The certificate's thumbprint, hexadecimal.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The certificates; null when the mailbox has no such credential.</returns>
    public async Task<CredentialExport?> ExportCertificateAsync(Mailbox mailbox, string sha256, CancellationToken cancellationToken) =>
        await FindUsableAsync(mailbox, sha256, cancellationToken).ConfigureAwait(false) is { } credential
            ? new CredentialExport(credential.Certificate.Der, [.. credential.Chain.Select(issuer => issuer.Der)])
            : null;

    /// <summary>
    /// Exports a private key with its certificates as PKCS #12 (RFC 7292), encrypted with AES-256 under a key from the password
    /// (PBKDF2, SHA-256, 300,000 rounds). Each export is logged as event 2004. Whoever may call this can take the key away: ask a host's
    /// strictest permission before.
    /// </summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="sha256">The certificate's thumbprint, hexadecimal.</param>
    /// <param name="password">The password, at least <see cref="MinimumExportPasswordLength"/> characters; the caller zeroes it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="ArgumentException">The password is too short.</exception>
    public async Task<PrivateKeyExport> ExportPrivateKeyAsync(Mailbox mailbox, string sha256, ReadOnlyMemory<char> password, CancellationToken cancellationToken)
    {
        if (password.Length < MinimumExportPasswordLength)
        {
            throw new ArgumentException("The password of an exported private key has at least 12 characters.", nameof(password));
        }

        if (await FindUsableAsync(mailbox, sha256, cancellationToken).ConfigureAwait(false) is not { } credential)
        {
            return new PrivateKeyExport(PrivateKeyExportStatus.NotFound, default);
        }

        if (credential.IsKeyDestroyed)
        {
            return new PrivateKeyExport(PrivateKeyExportStatus.KeyDestroyed, default);
        }

        byte[]? pkcs8 = await UnprotectAsync(credential.Row, cancellationToken).ConfigureAwait(false);
        try
        {
            if (pkcs8 is null)
            {
                return new PrivateKeyExport(PrivateKeyExportStatus.KeyUnavailable, default);
            }

            byte[] file = Pkcs12Writer.Write(pkcs8, credential.Certificate, credential.Chain, password.Span);
            _logger.PrivateKeyExported(credential.Certificate.Sha256);
            return new PrivateKeyExport(PrivateKeyExportStatus.Exported, file);
        }
        catch (CryptographicException exception)
        {
            _logger.PrivateKeyUnavailable(credential.Certificate.Sha256, exception.GetType().Name);
            return new PrivateKeyExport(PrivateKeyExportStatus.KeyUnavailable, default);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    /// <summary>
    /// Saves a certificate whose private key lives elsewhere, as an active credential: the <see cref="IPrivateKeyProvider"/> gets the
    /// reference back whenever the key is needed.
    /// </summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="certificate">The certificate; a private key in it is not touched.</param>
    /// <param name="chain">The issuers' certificates, nearest first.</param>
    /// <param name="reference">What the provider finds the key by; stored as it is, so no secret.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What is stored now.</returns>
    /// <exception cref="ArgumentException">A certificate cannot be read, or the reference is empty.</exception>
    /// <exception cref="InvalidOperationException">The store kept refusing the row as changed by others.</exception>
    public async Task<MailboxCredentialInfo> SaveReferenceAsync(
        Mailbox mailbox, X509Certificate2 certificate, IReadOnlyList<X509Certificate2> chain, ReadOnlyMemory<byte> reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(chain);
        if (reference.IsEmpty)
        {
            throw new ArgumentException("A provider needs something to find the key by.", nameof(reference));
        }

        ParsedCertificate parsed = ParseArgument(certificate, nameof(certificate));
        StoredCredential row = NewRow(mailbox, parsed, chain.Select(issuer => ParseArgument(issuer, nameof(chain))), reference);
        await PutAsync(mailbox, row, cancellationToken).ConfigureAwait(false);
        return (await ListAsync(mailbox, cancellationToken).ConfigureAwait(false)).First(info => info.Sha256 == parsed.Sha256);
    }

    private static ParsedCertificate ParseArgument(X509Certificate2 certificate, string parameter) =>
        ParsedCertificate.TryParse(certificate.RawData) ?? throw new ArgumentException("The certificate cannot be read.", parameter);
}

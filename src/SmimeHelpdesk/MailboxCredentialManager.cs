using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Credentials.Formats;
using SmimeHelpdesk.Diagnostics;
using SmimeHelpdesk.Keys;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk;

/// <summary>
/// Above the store: protects private keys, checks what the store returns, and answers which credential signs now and which decrypt.
/// Thread-safe. Dispose it to clear the private keys that it keeps open; it can still be used then, and keeps none.
/// </summary>
public sealed class MailboxCredentialManager : IDisposable
{
    // Each failed attempt means that somebody else's write has succeeded; more than this is a store that never accepts.
    private const int MaximumAttempts = 16;

    private readonly IMailboxCredentialStore _store;
    private readonly ICredentialProtector _protector;
    private readonly IPrivateKeyProvider? _keys;
    private readonly CertificateMemo _certificates = new();
    private readonly OpenedKeys _opened;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Makes a manager.</summary>
    /// <param name="store">Where the rows are kept.</param>
    /// <param name="protector">What encrypts the private keys.</param>
    /// <param name="keys">A provider of keys that live elsewhere; null when all keys are in the store.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="logger">Where rows that are left out are logged, without secrets or addresses; null for nowhere.</param>
    /// <param name="keyLifetime">
    /// How long an opened private key may stay in memory for the next message, counted from its opening: at most
    /// <see cref="MaximumKeyLifetime"/>, which null means. Zero opens it anew for each message, which costs several times what the
    /// message's own cryptography costs. Keys of a provider are never kept.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is negative or too long.</exception>
    public MailboxCredentialManager(
        IMailboxCredentialStore store,
        ICredentialProtector protector,
        IPrivateKeyProvider? keys = null,
        TimeProvider? time = null,
        ILogger<MailboxCredentialManager>? logger = null,
        TimeSpan? keyLifetime = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(protector);
        _store = store;
        _protector = protector;
        _keys = keys;
        _time = time ?? TimeProvider.System;
        TimeSpan lifetime = keyLifetime ?? MaximumKeyLifetime;
        ArgumentOutOfRangeException.ThrowIfLessThan(lifetime, TimeSpan.Zero, nameof(keyLifetime));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, MaximumKeyLifetime, nameof(keyLifetime));
        _opened = new OpenedKeys(lifetime, _time);
        _logger = logger ?? NullLogger<MailboxCredentialManager>.Instance;
    }

    /// <summary>How long an opened private key stays in memory at most: five minutes.</summary>
    public static TimeSpan MaximumKeyLifetime { get; } = TimeSpan.FromMinutes(5);

    /// <summary>A manager that keeps everything in memory, with a key that dies with the process.</summary>
    /// <param name="time">The clock; null for the system's.</param>
    /// <returns>The manager.</returns>
    public static MailboxCredentialManager InMemory(TimeProvider? time = null)
    {
        Span<byte> hostKey = stackalloc byte[ProtectedKeyEnvelope.KeySize];
        RandomNumberGenerator.Fill(hostKey);
        var manager = new MailboxCredentialManager(new InMemoryMailboxCredentialStore(), new AesGcmCredentialProtector(hostKey), time: time);
        CryptographicOperations.ZeroMemory(hostKey);
        return manager;
    }

    /// <summary>Saves imported credentials as active ones. One that is already there keeps its state; its key is encrypted anew.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="credentials">The credentials; still the caller's to dispose.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when all are stored.</returns>
    /// <exception cref="ObjectDisposedException">A credential has been disposed; nothing was stored.</exception>
    /// <exception cref="InvalidOperationException">The store kept refusing the row as changed by others.</exception>
    public async Task SaveAsync(Mailbox mailbox, IReadOnlyList<MailboxCredential> credentials, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(credentials);
        foreach (MailboxCredential credential in credentials)
        {
            // A disposed credential holds zeros, and storing those would destroy the good key of an earlier import.
            ObjectDisposedException.ThrowIf(credential.Pkcs8.Span is not [0x30, ..], credential);
        }

        foreach (MailboxCredential credential in credentials)
        {
            ReadOnlyMemory<byte> key = await ProtectAsync(mailbox, credential.Sha256, credential.Pkcs8, cancellationToken).ConfigureAwait(false);
            await ChangeAsync(mailbox, credential.Sha256, known => NewRow(mailbox, credential, key, known), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Encrypts the mailbox's private keys anew, so that an old host key can be thrown away afterwards.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many keys were encrypted anew; keys that the protector cannot open stay as they are.</returns>
    /// <exception cref="InvalidOperationException">The store kept refusing a row as changed by others.</exception>
    public async Task<int> ReprotectAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        int changed = 0;
        foreach (UsableCredential credential in await ListUsableAsync(mailbox, cancellationToken).ConfigureAwait(false))
        {
            if (await UnprotectAsync(credential.Row, cancellationToken).ConfigureAwait(false) is not { } pkcs8)
            {
                continue;
            }

            try
            {
                ReadOnlyMemory<byte> key = await ProtectAsync(mailbox, credential.Row.Sha256, pkcs8, cancellationToken).ConfigureAwait(false);
                bool stored = await ChangeAsync(
                    mailbox, credential.Row.Sha256, known => known is null ? null : known with { ProtectedKey = key }, cancellationToken).ConfigureAwait(false);
                changed += stored ? 1 : 0;
            }
            finally
            {
                CryptographicOperations.ZeroMemory(pkcs8);
            }
        }

        return changed;
    }

    /// <summary>Removes a credential and destroys its private key.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="sha256">The certificate's thumbprint, hexadecimal.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(Mailbox mailbox, string sha256, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(sha256);
        string key = sha256.ToLowerInvariant();
        bool deleted = await _store.DeleteAsync(mailbox, key, cancellationToken).ConfigureAwait(false);
        _opened.Forget(key);
        return deleted;
    }

    /// <summary>Clears the private keys that are kept open; those in use, when their use ends.</summary>
    public void Dispose() => _opened.Dispose();

    /// <summary>Describes the mailbox's credentials, the one activated last first.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The descriptions; empty when there is no credential.</returns>
    public async Task<IReadOnlyList<MailboxCredentialInfo>> ListAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        IReadOnlyList<UsableCredential> usable = await ListUsableAsync(mailbox, cancellationToken).ConfigureAwait(false);
        return [.. usable.Select(CredentialRowCheck.Describe)];
    }

    /// <summary>All usable rows of the mailbox, each checked against mailbox, tenant and thumbprint, the one activated last first.</summary>
    internal async Task<IReadOnlyList<UsableCredential>> ListUsableAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        var usable = new List<UsableCredential>();
        foreach (StoredCredential row in await _store.ListAsync(mailbox, cancellationToken).ConfigureAwait(false))
        {
            CredentialRowFault fault = CredentialRowCheck.Check(row, mailbox, _certificates, out UsableCredential? credential);
            if (credential is null)
            {
                StoreEvents.CredentialRejected(_logger, fault, row);
                continue;
            }

            usable.Add(credential);
        }

        return [.. usable.OrderByDescending(credential => credential.Row.ActiveFrom).ThenBy(credential => credential.Row.Sha256, StringComparer.Ordinal)];
    }

    /// <summary>The key of a row; null when the provider or the protector cannot give it.</summary>
    internal async Task<MailboxPrivateKey?> OpenKeyAsync(UsableCredential credential, CancellationToken cancellationToken)
    {
        if (_keys is not null && await _keys.OpenAsync(credential.Row, cancellationToken).ConfigureAwait(false) is { } provided)
        {
            return provided;
        }

        if (_opened.Take(credential.Row) is { } kept)
        {
            return kept;
        }

        if (await UnprotectAsync(credential.Row, cancellationToken).ConfigureAwait(false) is not { } pkcs8)
        {
            return null;
        }

        try
        {
            return _opened.Add(credential.Row, PrivateKeyFactory.Open(pkcs8));
        }
        catch (Exception exception) when (exception is CmsFormatException or CryptographicException)
        {
            _logger.PrivateKeyUnavailable(credential.Certificate.Sha256, exception.GetType().Name);
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    private StoredCredential NewRow(Mailbox mailbox, MailboxCredential credential, ReadOnlyMemory<byte> protectedKey, StoredCredential? known) => new()
    {
        Tenant = mailbox.Tenant,
        MailboxAddress = mailbox.NormalizedAddress,
        Sha256 = credential.Sha256,
        Certificate = credential.Parsed.Der,
        Chain = [.. credential.ParsedChain.Where(issuer => !issuer.IsSelfIssued).Select(issuer => issuer.Der)],
        ProtectedKey = protectedKey,
        State = known?.State ?? CredentialState.Active,
        ActiveFrom = known?.ActiveFrom ?? _time.GetUtcNow(),
        Revision = known?.Revision ?? 0,
    };

    private async Task<bool> ChangeAsync(
        Mailbox mailbox, string sha256, Func<StoredCredential?, StoredCredential?> change, CancellationToken cancellationToken)
    {
        for (int attempt = 0; attempt < MaximumAttempts; attempt++)
        {
            StoredCredential? known = await FindRowAsync(mailbox, sha256, cancellationToken).ConfigureAwait(false);
            if (change(known) is not { } next)
            {
                return false;
            }

            if (await _store.SaveAsync(next, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        throw new InvalidOperationException("The credential store refused the row again and again as changed by somebody else.");
    }

    private async Task<StoredCredential?> FindRowAsync(Mailbox mailbox, string sha256, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredCredential> rows = await _store.ListAsync(mailbox, cancellationToken).ConfigureAwait(false);
        return rows.FirstOrDefault(row => row.Tenant == mailbox.Tenant && row.MailboxAddress == mailbox.NormalizedAddress && row.Sha256 == sha256);
    }

    private async Task<ReadOnlyMemory<byte>> ProtectAsync(
        Mailbox mailbox, string sha256, ReadOnlyMemory<byte> pkcs8, CancellationToken cancellationToken) =>
        await _protector.ProtectAsync(pkcs8, CredentialBinding.For(mailbox.Tenant, mailbox.NormalizedAddress, sha256), cancellationToken).ConfigureAwait(false);

    private async Task<byte[]?> UnprotectAsync(StoredCredential row, CancellationToken cancellationToken)
    {
        try
        {
            byte[] binding = CredentialBinding.For(row.Tenant, row.MailboxAddress, row.Sha256);
            return await _protector.UnprotectAsync(row.ProtectedKey, binding, cancellationToken).ConfigureAwait(false);
        }
        catch (CryptographicException exception)
        {
            _logger.PrivateKeyUnavailable(row.Sha256, exception.GetType().Name);
            return null;
        }
    }
}

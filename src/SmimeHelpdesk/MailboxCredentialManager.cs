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
public sealed partial class MailboxCredentialManager : IDisposable
{
    private readonly CredentialRows _rows;
    private readonly ICredentialProtector _protector;
    private readonly IPrivateKeyProvider? _keys;
    private readonly RecoveryCertificate? _recovery;
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
    /// <param name="recovery">Whom each private key is encrypted to a second time, for the day when the host key is lost; null for nobody.</param>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is negative or too long.</exception>
    public MailboxCredentialManager(
        IMailboxCredentialStore store,
        ICredentialProtector protector,
        IPrivateKeyProvider? keys = null,
        TimeProvider? time = null,
        ILogger<MailboxCredentialManager>? logger = null,
        TimeSpan? keyLifetime = null,
        RecoveryCertificate? recovery = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(protector);
        _protector = protector;
        _keys = keys;
        _time = time ?? TimeProvider.System;
        TimeSpan lifetime = keyLifetime ?? MaximumKeyLifetime;
        ArgumentOutOfRangeException.ThrowIfLessThan(lifetime, TimeSpan.Zero, nameof(keyLifetime));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, MaximumKeyLifetime, nameof(keyLifetime));
        _opened = new OpenedKeys(lifetime, _time);
        _recovery = recovery;
        _logger = logger ?? NullLogger<MailboxCredentialManager>.Instance;
        _rows = new CredentialRows(store, new StateSeals(protector), new CertificateMemo(), _logger);
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

    /// <summary>
    /// Saves imported credentials as active ones, which sign from now on. One that is already there keeps its state; its key is
    /// encrypted anew.
    /// </summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="credentials">The credentials; still the caller's to dispose.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What is stored now of these credentials. <see cref="CredentialFinding.SameKeyAsAnother"/> marks a renewal with the same key.</returns>
    /// <exception cref="ObjectDisposedException">A credential has been disposed; nothing was stored.</exception>
    /// <exception cref="InvalidOperationException">The store kept refusing the row as changed by others.</exception>
    public Task<IReadOnlyList<MailboxCredentialInfo>> SaveAsync(Mailbox mailbox, IReadOnlyList<MailboxCredential> credentials, CancellationToken cancellationToken) =>
        SaveAsync(mailbox, credentials, CredentialState.Active, cancellationToken);

    /// <summary>
    /// Saves imported credentials as staged ones: they decrypt, and sign once they are activated. One that is already there keeps its
    /// state; its key is encrypted anew.
    /// </summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="credentials">The credentials; still the caller's to dispose.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What is stored now of these credentials. <see cref="CredentialFinding.SameKeyAsAnother"/> marks a renewal with the same key.</returns>
    /// <exception cref="ObjectDisposedException">A credential has been disposed; nothing was stored.</exception>
    /// <exception cref="InvalidOperationException">The store kept refusing the row as changed by others.</exception>
    public Task<IReadOnlyList<MailboxCredentialInfo>> StageAsync(Mailbox mailbox, IReadOnlyList<MailboxCredential> credentials, CancellationToken cancellationToken) =>
        SaveAsync(mailbox, credentials, CredentialState.Staged, cancellationToken);

    /// <summary>Clears the private keys that are kept open; those in use, when their use ends.</summary>
    public void Dispose() => _opened.Dispose();

    /// <summary>Describes the mailbox's credentials, the one activated last first.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The descriptions; empty when there is no credential.</returns>
    public async Task<IReadOnlyList<MailboxCredentialInfo>> ListAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        IReadOnlyList<UsableCredential> usable = await ListUsableAsync(mailbox, cancellationToken).ConfigureAwait(false);
        return CredentialDescription.Describe(usable, _time.GetUtcNow());
    }

    /// <summary>All usable rows of the mailbox, each checked against mailbox, tenant and thumbprint, the one activated last first.</summary>
    internal Task<IReadOnlyList<UsableCredential>> ListUsableAsync(Mailbox mailbox, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        return _rows.ListAsync(mailbox, cancellationToken);
    }

    internal IAsyncEnumerable<Mailbox> ListMailboxesAsync(CancellationToken cancellationToken) => _rows.ListMailboxesAsync(cancellationToken);

    /// <summary>The key of a row; null when the provider or the protector cannot give it.</summary>
    internal async Task<MailboxPrivateKey?> OpenKeyAsync(UsableCredential credential, CancellationToken cancellationToken)
    {
        if (credential.IsKeyDestroyed)
        {
            return null;
        }

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

    private async Task<IReadOnlyList<MailboxCredentialInfo>> SaveAsync(
        Mailbox mailbox, IReadOnlyList<MailboxCredential> credentials, CredentialState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mailbox);
        ArgumentNullException.ThrowIfNull(credentials);
        foreach (MailboxCredential credential in credentials)
        {
            // Storing the zeros of a disposed one would destroy the good key of an earlier import.
            ObjectDisposedException.ThrowIf(credential.IsDisposed, credential);
        }

        foreach (MailboxCredential credential in credentials)
        {
            ReadOnlyMemory<byte> key = await ProtectAsync(mailbox, credential.Sha256, credential.Pkcs8, cancellationToken).ConfigureAwait(false);
            ReadOnlyMemory<byte> copy = _recovery?.Encrypt(credential.Pkcs8) ?? default;
            StoredCredential row = NewRow(mailbox, credential.Parsed, credential.ParsedChain, key) with { State = state, RecoveryKey = copy };
            await PutAsync(mailbox, row, cancellationToken).ConfigureAwait(false);
        }

        HashSet<string> saved = [.. credentials.Select(credential => credential.Sha256)];
        return [.. (await ListAsync(mailbox, cancellationToken).ConfigureAwait(false)).Where(info => saved.Contains(info.Sha256))];
    }

    // The state of a known row stays, unless the key had been destroyed or others wrote it: then this import decides, as for a new one.
    private async Task PutAsync(Mailbox mailbox, StoredCredential row, CancellationToken cancellationToken)
    {
        RowOutcome outcome = await _rows.ChangeAsync(mailbox, row.Sha256, (known, isAuthentic) => new(Merge(row, known, isAuthentic)), cancellationToken).ConfigureAwait(false);
        RequireStored(outcome);
    }

    private static StoredCredential Merge(StoredCredential row, StoredCredential? known, bool isAuthentic)
    {
        if (known is null || !isAuthentic || known.State is CredentialState.Destroyed)
        {
            return row with { Revision = known?.Revision ?? 0 };
        }

        return row with
        {
            State = known.State,
            ActiveFrom = known.ActiveFrom,
            RetireFrom = known.RetireFrom,
            RecoveryKey = row.RecoveryKey.IsEmpty ? known.RecoveryKey : row.RecoveryKey,
            Revision = known.Revision,
        };
    }

    private StoredCredential NewRow(Mailbox mailbox, ParsedCertificate certificate, IEnumerable<ParsedCertificate> chain, ReadOnlyMemory<byte> protectedKey) => new()
    {
        Tenant = mailbox.Tenant,
        MailboxAddress = mailbox.NormalizedAddress,
        Sha256 = certificate.Sha256,
        Certificate = certificate.Der,
        Chain = [.. chain.Where(issuer => !issuer.IsSelfIssued).Select(issuer => issuer.Der)],
        ProtectedKey = protectedKey,
        ActiveFrom = WholeMilliseconds(_time.GetUtcNow()),
    };

    private static void RequireStored(RowOutcome outcome)
    {
        if (outcome is RowOutcome.Refused)
        {
            throw new InvalidOperationException("The credential store refused the row again and again as changed by somebody else.");
        }
    }

    // Databases keep less than .NET's 100 nanoseconds, and what they give back must still be what was sealed.
    private static DateTimeOffset WholeMilliseconds(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

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

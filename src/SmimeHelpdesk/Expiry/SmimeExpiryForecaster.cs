using System.Runtime.CompilerServices;
using SmimeHelpdesk.Credentials;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk;

/// <summary>
/// Foretells which certificates end: of the mailboxes by the rules of <see cref="SmimeHealthCheck"/>, and of the customers the preferred
/// one. Stateless and thread-safe. A store that fails throws its own exception.
/// </summary>
/// <param name="credentials">The mailboxes' credentials.</param>
/// <param name="cache">Where customers' certificates are remembered.</param>
/// <param name="time">The clock; null for the system's.</param>
public sealed class SmimeExpiryForecaster(MailboxCredentialManager credentials, ISignerCertificateCache cache, TimeProvider? time = null)
{
    private const int PageSize = 500;

    private readonly MailboxCredentialManager _credentials = credentials ?? throw new ArgumentNullException(nameof(credentials));
    private readonly ISignerCertificateCache _cache = cache ?? throw new ArgumentNullException(nameof(cache));
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>The mailboxes whose certificate has ended, or ends within a time, and that have nothing to follow it.</summary>
    /// <param name="within">How far to look ahead.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>One after the other, as the store has them.</returns>
    public async IAsyncEnumerable<ExpiringCertificate> FindMailboxesAsync(TimeSpan within, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Mailbox mailbox in _credentials.ListMailboxesAsync(cancellationToken).ConfigureAwait(false))
        {
            IReadOnlyList<UsableCredential> ending = await CredentialHealthRules.EndingAsync(_credentials, mailbox, _time.GetUtcNow(), within, cancellationToken).ConfigureAwait(false);
            foreach (UsableCredential credential in ending)
            {
                yield return Describe(ExpiringOwner.Mailbox, mailbox, credential.Certificate);
            }
        }
    }

    /// <summary>
    /// The customers whose preferred certificate ends within a time. Every known address is looked at, page by page: a question for
    /// once a day.
    /// </summary>
    /// <param name="tenant">The tenant; empty for a host without tenants.</param>
    /// <param name="within">How far to look ahead.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>One after the other, as the store has them.</returns>
    public async IAsyncEnumerable<ExpiringCertificate> FindCustomersAsync(string tenant, TimeSpan within, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        string? after = null;
        while (await _cache.ListAddressesAsync(tenant, after, PageSize, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (string address in page)
            {
                if (await PreferredAsync(tenant, address, cancellationToken).ConfigureAwait(false) is { } certificate && EndsWithin(certificate, within))
                {
                    yield return Describe(ExpiringOwner.Customer, new Mailbox(address, tenant), certificate);
                }
            }

            after = page[^1];
        }
    }

    // The newest of those that can still be encrypted to: one that has ended already is replaced, or its customer was told long ago.
    private async Task<ParsedCertificate?> PreferredAsync(string tenant, string address, CancellationToken cancellationToken)
    {
        IReadOnlyList<SignerCertificate> rows = await _cache.FindAsync(tenant, address, cancellationToken).ConfigureAwait(false);
        DateTimeOffset now = _time.GetUtcNow();
        return SignerCertificatePreference.Order(rows.Where(row => row.Tenant == tenant && row.Address == address))
            .Select(row => ParsedCertificate.TryParse(row.Certificate))
            .FirstOrDefault(certificate => certificate is not null && certificate.IsValidAt(now) && CertificatePurpose.MayBeEncryptedTo(certificate));
    }

    private bool EndsWithin(ParsedCertificate certificate, TimeSpan within) => certificate.NotAfter - _time.GetUtcNow() <= within;

    private static ExpiringCertificate Describe(ExpiringOwner owner, Mailbox address, ParsedCertificate certificate) => new()
    {
        Owner = owner,
        Address = address,
        Sha256 = certificate.Sha256,
        NotAfter = certificate.NotAfter,
    };
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using SmimeHelpdesk.Credentials;

namespace SmimeHelpdesk;

/// <summary>
/// Says whether the desk's mailboxes can go on to sign and be written to: degraded when a certificate ends within 30 days and nothing
/// follows it, unhealthy when one has ended, its key cannot be used, or a store cannot be reached. The answer holds counts and
/// thumbprints, no address. Thread-safe.
/// </summary>
public sealed class SmimeHealthCheck : IHealthCheck
{
    private const int MaximumNamed = 10;

    // No customer has this address (RFC 2606 section 2).
    private const string Nobody = "health-check@invalid";

    private readonly MailboxCredentialManager _credentials;
    private readonly ISignerCertificateCache? _cache;
    private readonly IReadOnlyList<Mailbox>? _mailboxes;
    private readonly TimeProvider _time;

    /// <summary>Makes a check.</summary>
    /// <param name="credentials">The mailboxes' credentials.</param>
    /// <param name="cache">Where customers' certificates are remembered, to see whether it can be reached; null to leave it out.</param>
    /// <param name="mailboxes">
    /// The mailboxes to look at: one without an active credential is unhealthy. Null for every mailbox of the store, of which those are
    /// left out whose credentials are all staged or retired.
    /// </param>
    /// <param name="time">The clock; null for the system's.</param>
    public SmimeHealthCheck(
        MailboxCredentialManager credentials, ISignerCertificateCache? cache = null, IReadOnlyList<Mailbox>? mailboxes = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        _credentials = credentials;
        _cache = cache;
        _mailboxes = mailboxes;
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        string store = "signer certificates";
        try
        {
            if (_cache is not null)
            {
                await _cache.FindAsync(string.Empty, Nobody, cancellationToken).ConfigureAwait(false);
            }

            store = "mailbox credentials";
            var found = new List<(CredentialHealth Health, string? Sha256)>();
            int mailboxes = 0;
            await foreach (Mailbox mailbox in MailboxesAsync(cancellationToken).ConfigureAwait(false))
            {
                mailboxes++;
                found.AddRange(await CredentialHealthRules.LookAsync(_credentials, mailbox, _mailboxes is not null, _time.GetUtcNow(), cancellationToken).ConfigureAwait(false));
            }

            return Summarize(context, mailboxes, found.ToLookup(entry => entry.Health, entry => entry.Sha256));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The type only: the text of a database's exception may hold parameters, and those hold addresses.
            return new HealthCheckResult(Failure(context), $"The {store} cannot be read: {exception.GetType().Name}.");
        }
    }

    private static HealthCheckResult Summarize(HealthCheckContext? context, int mailboxes, ILookup<CredentialHealth, string?> found)
    {
        var data = new Dictionary<string, object> { ["mailboxes"] = mailboxes };
        foreach (IGrouping<CredentialHealth, string?> group in found)
        {
            data[group.Key.ToString()] = group.Count();
            if (group.OfType<string>().Any())
            {
                data[group.Key + "Certificates"] = string.Join(' ', group.OfType<string>().Take(MaximumNamed));
            }
        }

        HealthStatus status = found.Any(group => group.Key is not CredentialHealth.ExpiresSoon) ? Failure(context)
            : found.Count > 0 ? HealthStatus.Degraded
            : HealthStatus.Healthy;
        string description = found.Count == 0
            ? "All mailbox certificates can be used."
            : "Mailbox certificates: " + string.Join(", ", found.OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key}")) + ".";
        return new HealthCheckResult(status, description, data: data);
    }

    private static HealthStatus Failure(HealthCheckContext? context) => context?.Registration?.FailureStatus ?? HealthStatus.Unhealthy;

    private IAsyncEnumerable<Mailbox> MailboxesAsync(CancellationToken cancellationToken) =>
        _mailboxes?.ToAsyncEnumerable() ?? _credentials.ListMailboxesAsync(cancellationToken);
}

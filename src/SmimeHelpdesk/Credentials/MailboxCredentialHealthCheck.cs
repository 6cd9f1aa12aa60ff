using Microsoft.Extensions.Diagnostics.HealthChecks;
using SmimeHelpdesk.Credentials;

namespace SmimeHelpdesk;

/// <summary>
/// Says whether the desk's mailboxes can go on to sign and be written to: degraded when a certificate ends within 30 days and nothing
/// follows it, unhealthy when one has ended, its key cannot be used, or the store cannot be reached. Mailboxes whose credentials are all
/// staged or retired are left out. The answer holds counts and thumbprints, no address. Thread-safe.
/// </summary>
public sealed class MailboxCredentialHealthCheck : IHealthCheck
{
    private const int MaximumNamed = 10;

    private readonly MailboxCredentialManager _credentials;
    private readonly IReadOnlyList<Mailbox>? _mailboxes;
    private readonly TimeProvider _time;

    /// <summary>Makes a check.</summary>
    /// <param name="credentials">The mailboxes' credentials.</param>
    /// <param name="mailboxes">The mailboxes to look at; null for every mailbox of the store.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public MailboxCredentialHealthCheck(MailboxCredentialManager credentials, IReadOnlyList<Mailbox>? mailboxes = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        _credentials = credentials;
        _mailboxes = mailboxes;
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var found = new Dictionary<CredentialHealth, List<string>>();
        int mailboxes = 0;
        try
        {
            await foreach (Mailbox mailbox in MailboxesAsync(cancellationToken).ConfigureAwait(false))
            {
                mailboxes++;
                foreach ((string sha256, CredentialHealth health) in await CredentialHealthRules.LookAsync(_credentials, mailbox, _time.GetUtcNow(), cancellationToken).ConfigureAwait(false))
                {
                    (found.TryGetValue(health, out List<string>? list) ? list : found[health] = []).Add(sha256);
                }
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The type only: the text of a database's exception may hold parameters, and those hold addresses.
            return new HealthCheckResult(Failure(context), $"The mailbox credentials cannot be read: {exception.GetType().Name}.");
        }

        return Summarize(context, mailboxes, found);
    }

    private static HealthCheckResult Summarize(HealthCheckContext context, int mailboxes, Dictionary<CredentialHealth, List<string>> found)
    {
        var data = new Dictionary<string, object> { ["mailboxes"] = mailboxes };
        foreach ((CredentialHealth health, List<string> thumbprints) in found)
        {
            data[health.ToString()] = thumbprints.Count;
            data[health + "Certificates"] = string.Join(' ', thumbprints.Take(MaximumNamed));
        }

        bool isBroken = found.ContainsKey(CredentialHealth.Expired) || found.ContainsKey(CredentialHealth.Unusable);
        HealthStatus status = isBroken ? Failure(context) : found.ContainsKey(CredentialHealth.ExpiresSoon) ? HealthStatus.Degraded : HealthStatus.Healthy;
        string description = found.Count == 0
            ? "All mailbox certificates can be used."
            : "Mailbox certificates: " + string.Join(", ", found.OrderBy(entry => entry.Key).Select(entry => $"{entry.Value.Count} {entry.Key}")) + ".";
        return new HealthCheckResult(status, description, data: data);
    }

    private static HealthStatus Failure(HealthCheckContext? context) => context?.Registration?.FailureStatus ?? HealthStatus.Unhealthy;

    private IAsyncEnumerable<Mailbox> MailboxesAsync(CancellationToken cancellationToken) =>
        _mailboxes?.ToAsyncEnumerable() ?? _credentials.ListMailboxesAsync(cancellationToken);
}

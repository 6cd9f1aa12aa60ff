using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmimeHelpdesk.Diagnostics;

namespace SmimeHelpdesk.Expiry;

/// <summary>Looks ahead once in a while, counts, logs, and hands the report to the host.</summary>
internal sealed class ExpiryReportService(
    SmimeExpiryForecaster forecaster, ExpiryReportOptions options, TimeProvider time, ISmimeExpiryReporter? reporter, ILogger<ExpiryReportService>? logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Interval, time);
        do
        {
            await ReportAsync(stoppingToken).ConfigureAwait(false);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    internal async Task ReportAsync(CancellationToken cancellationToken)
    {
        var counts = new ExpiryCounts();
        try
        {
            IAsyncEnumerable<ExpiringCertificate> expiring = FindAsync(counts, cancellationToken);
            if (reporter is not null)
            {
                await reporter.ReportAsync(expiring, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await foreach (ExpiringCertificate _ in expiring.ConfigureAwait(false))
                {
                }
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The type only: a mail server's or database's exception may quote addresses.
            logger?.ExpiryReportFailed(exception.GetType().Name);
        }

        // A reporter that stops reading has an unfinished count, which would look like good news.
        if (counts.IsComplete)
        {
            Telemetry.Expiring.Record(counts.Mailboxes, new KeyValuePair<string, object?>(TelemetryTags.Owner, nameof(ExpiringOwner.Mailbox)));
            Telemetry.Expiring.Record(counts.Customers, new KeyValuePair<string, object?>(TelemetryTags.Owner, nameof(ExpiringOwner.Customer)));
            logger?.CertificatesExpire(counts.Mailboxes, counts.Customers);
        }
    }

    private async IAsyncEnumerable<ExpiringCertificate> FindAsync(ExpiryCounts counts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (ExpiringCertificate found in forecaster.FindMailboxesAsync(options.Within, cancellationToken).ConfigureAwait(false))
        {
            counts.Mailboxes++;
            logger?.MailboxCertificateExpires(found.Sha256, found.NotAfter);
            yield return found;
        }

        foreach (string tenant in options.Tenants)
        {
            await foreach (ExpiringCertificate found in forecaster.FindCustomersAsync(tenant, options.Within, cancellationToken).ConfigureAwait(false))
            {
                counts.Customers++;
                yield return found;
            }
        }

        counts.IsComplete = true;
    }

    private sealed class ExpiryCounts
    {
        public int Mailboxes { get; set; }

        public int Customers { get; set; }

        public bool IsComplete { get; set; }
    }
}

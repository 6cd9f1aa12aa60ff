namespace SmimeHelpdesk;

/// <summary>Tells people which certificates end. Called by the background service, one report after the other.</summary>
public interface ISmimeExpiryReporter
{
    /// <summary>Takes a report. An exception is logged, and the next report comes at its time.</summary>
    /// <param name="expiring">Mailboxes first, then customers. May be read once, while the call lasts.</param>
    /// <param name="cancellationToken">Cancels the call when the host stops.</param>
    /// <returns>A task that ends when the report is delivered.</returns>
    Task ReportAsync(IAsyncEnumerable<ExpiringCertificate> expiring, CancellationToken cancellationToken);
}

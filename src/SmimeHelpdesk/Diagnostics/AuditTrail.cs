using Microsoft.Extensions.Logging;

namespace SmimeHelpdesk.Diagnostics;

/// <summary>Writes the audit trail into the host's sink, if there is one.</summary>
internal sealed class AuditTrail(ISmimeAuditSink? sink, TimeProvider time)
{
    /// <summary>Records what is about to be done or was just stored. An exception of the sink passes through.</summary>
    public ValueTask WriteAsync(SmimeAuditKind kind, Mailbox mailbox, string? sha256, string? detail, CancellationToken cancellationToken) =>
        sink is null ? ValueTask.CompletedTask : sink.WriteAsync(About(kind, mailbox, sha256, detail), cancellationToken);

    /// <summary>Records a decision about a customer.</summary>
    public ValueTask WriteAboutCustomerAsync(SmimeAuditKind kind, Mailbox customer, string? sha256, string? detail, CancellationToken cancellationToken) =>
        sink is null ? ValueTask.CompletedTask : sink.WriteAsync(
            new SmimeAuditEvent { Kind = kind, At = time.GetUtcNow(), Tenant = customer.Tenant, CustomerAddress = customer.NormalizedAddress, CertificateSha256 = sha256, Detail = detail },
            cancellationToken);

    /// <summary>Records what a message that came in caused. A failing sink does not keep it from its ticket.</summary>
    public async ValueTask TryWriteAsync(
        SmimeAuditKind kind, Mailbox mailbox, string? customer, string? sha256, string? detail, ILogger? logger, CancellationToken cancellationToken)
    {
        if (sink is null)
        {
            return;
        }

        try
        {
            await sink.WriteAsync(About(kind, mailbox, sha256, detail) with { CustomerAddress = customer }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            StoreEvents.AuditSinkFailed(logger, exception);
        }
    }

    private SmimeAuditEvent About(SmimeAuditKind kind, Mailbox mailbox, string? sha256, string? detail) => new()
    {
        Kind = kind,
        At = time.GetUtcNow(),
        Tenant = mailbox.Tenant,
        MailboxAddress = mailbox.NormalizedAddress,
        CertificateSha256 = sha256,
        Detail = detail,
    };
}

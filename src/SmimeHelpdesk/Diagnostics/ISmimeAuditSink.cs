namespace SmimeHelpdesk;

/// <summary>
/// Takes the audit trail: who used which key, what was learnt, changed, decided and refused. Implementations are thread-safe and keep the
/// order of one caller's events.
/// </summary>
/// <remarks>
/// Signing, trying and exporting are recorded before they are done: when the sink fails, its exception passes to the caller and nothing is
/// signed or exported. Changes and decisions are recorded as soon as they are stored: there the exception says that the record is missing. Mail
/// that comes in must reach its ticket, so there a failing sink is logged (event 1002) and nothing else. The trials of the health check,
/// which sign and decrypt a text of the library's own every few seconds, are not recorded.
/// </remarks>
public interface ISmimeAuditSink
{
    /// <summary>Takes one event. It holds no secret, no subject and nothing of a message's text.</summary>
    /// <param name="auditEvent">The event.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when the event is recorded.</returns>
    ValueTask WriteAsync(SmimeAuditEvent auditEvent, CancellationToken cancellationToken);
}

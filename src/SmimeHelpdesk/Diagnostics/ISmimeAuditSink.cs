namespace SmimeHelpdesk;

/// <summary>
/// Takes the audit trail: who used which key, what was learnt, changed, decided and refused. Implementations are thread-safe and keep the
/// order of one caller's events.
/// </summary>
/// <remarks>
/// What cannot be recorded is not done: an exception passes to whoever asked to sign, export, change or decide, and nothing is composed.
/// Mail that comes in is the exception, because it must reach its ticket: there a failing sink is logged (event 1002).
/// </remarks>
public interface ISmimeAuditSink
{
    /// <summary>Takes one event. It holds no secret, no subject and nothing of a message's text.</summary>
    /// <param name="auditEvent">The event.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when the event is recorded.</returns>
    ValueTask WriteAsync(SmimeAuditEvent auditEvent, CancellationToken cancellationToken);
}

using System.Collections.Concurrent;

namespace SmimeHelpdesk.Tests.Diagnostics;

/// <summary>Keeps the audit trail, or fails.</summary>
internal sealed class RecordingAuditSink : ISmimeAuditSink
{
    private readonly ConcurrentQueue<SmimeAuditEvent> _events = new();

    public bool IsDown { get; set; }

    public IReadOnlyList<SmimeAuditEvent> Events => [.. _events];

    public IEnumerable<SmimeAuditKind> Kinds => Events.Select(recorded => recorded.Kind);

    public ValueTask WriteAsync(SmimeAuditEvent auditEvent, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            throw new IOException("The journal of alice@customer.example is full.");
        }

        _events.Enqueue(auditEvent);
        return ValueTask.CompletedTask;
    }
}

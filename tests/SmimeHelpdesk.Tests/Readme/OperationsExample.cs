using Microsoft.Extensions.DependencyInjection;

namespace SmimeHelpdesk.Tests.Readme;

/// <summary>The code of docs/operations.md, as a host writes it. What lies between the markers stands there letter by letter.</summary>
internal static class OperationsExample
{
    public static void Register(IServiceCollection services, IReadOnlyList<string> tenants)
    {
        // readme:begin register
        services.AddSmimeHelpdesk()
            .UseAuditSink<HostAuditSink>()                            // yours: a row for each event
            .ReportExpiry(options => options.Tenants = tenants);      // on one server; also to your ISmimeExpiryReporter
        services.AddHealthChecks().AddCheck<SmimeHealthCheck>("smime");
        // readme:end
    }

    /// <summary>The host's journal.</summary>
    internal sealed class HostAuditSink : ISmimeAuditSink
    {
        public List<SmimeAuditEvent> Rows { get; } = [];

        public ValueTask WriteAsync(SmimeAuditEvent auditEvent, CancellationToken cancellationToken)
        {
            lock (Rows)
            {
                Rows.Add(auditEvent);
            }

            return ValueTask.CompletedTask;
        }
    }
}

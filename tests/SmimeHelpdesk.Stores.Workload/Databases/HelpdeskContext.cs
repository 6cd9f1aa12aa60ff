using Microsoft.EntityFrameworkCore;

namespace SmimeHelpdesk.Stores.Workload.Databases;

/// <summary>The context of a host: its own tickets, and the library's tables.</summary>
internal sealed class HelpdeskContext(DbContextOptions<HelpdeskContext> options) : DbContext(options)
{
    public DbSet<TicketRow> Tickets => Set<TicketRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseSmimeHelpdesk();
}

internal sealed class TicketRow
{
    public int Id { get; set; }

    public string Body { get; set; } = string.Empty;
}

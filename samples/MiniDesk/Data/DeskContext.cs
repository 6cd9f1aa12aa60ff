using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SmimeHelpdesk;

namespace MiniDesk.Data;

/// <summary>The helpdesk's database: its own tables, and the library's beside them.</summary>
internal sealed class DeskContext(DbContextOptions<DeskContext> options) : DbContext(options)
{
    public DbSet<DeskMailbox> Mailboxes => Set<DeskMailbox>();

    public DbSet<InboundMail> Inbound => Set<InboundMail>();

    public DbSet<Ticket> Tickets => Set<Ticket>();

    public DbSet<TicketMessage> Messages => Set<TicketMessage>();

    public DbSet<TicketAttachment> Attachments => Set<TicketAttachment>();

    public DbSet<OutboundMail> Outbound => Set<OutboundMail>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.UseSmimeHelpdesk();

        modelBuilder.Entity<DeskMailbox>().HasIndex(mailbox => mailbox.Address).IsUnique();

        // The two keys that make a mail arrive once: its place in the mailbox, and its bytes when the server numbers anew.
        modelBuilder.Entity<InboundMail>().HasIndex(mail => new { mail.Mailbox, mail.UidValidity, mail.Uid }).IsUnique();
        modelBuilder.Entity<InboundMail>().HasIndex(mail => new { mail.Mailbox, mail.Digest }).IsUnique();
        modelBuilder.Entity<InboundMail>().HasIndex(mail => new { mail.State, mail.NotBefore });
        modelBuilder.Entity<OutboundMail>().HasIndex(mail => new { mail.State, mail.NotBefore });

        modelBuilder.Entity<TicketMessage>().HasIndex(message => message.MessageId);
        modelBuilder.Entity<TicketMessage>().HasIndex(message => message.InboundId).IsUnique();
        modelBuilder.Entity<TicketMessage>().HasMany(message => message.Parts).WithOne().HasForeignKey(part => part.WithinId);
        modelBuilder.Entity<Ticket>().HasIndex(ticket => ticket.UpdatedAt);
    }

    /// <summary>Instants are ticks, which every engine compares and orders alike.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}

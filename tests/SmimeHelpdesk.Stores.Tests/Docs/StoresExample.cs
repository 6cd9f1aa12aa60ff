using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace SmimeHelpdesk.Stores.Tests.Docs;

/// <summary>The code of docs/stores.md, as a host writes it. What lies between the markers stands there letter by letter.</summary>
internal static class StoresExample
{
    public static void Register(IServiceCollection services, string connectionString, byte[] hostKey)
    {
        // docs:begin
        services.AddDbContextFactory<HelpdeskContext>(options => options.UseSqlite("Data Source=helpdesk.db"));
        services.AddSmimeHelpdesk(options => options.TrustAnchors = TrustAnchors.FromSystem())
            .UseEntityFrameworkCore<HelpdeskContext>()
            .UseCredentialProtector(_ => new AesGcmCredentialProtector(hostKey)); // 32 bytes from your secret store
        // docs:end

        // docs:begin
        services.AddDbContextFactory<HelpdeskContext>(options => options.UseNpgsql(connectionString));
        // docs:end
    }

    public static void WithoutAContainer(IDbContextFactory<HelpdeskContext> contexts)
    {
        // docs:begin
        IMailboxCredentialStore store = new EntityFrameworkCredentialStore<HelpdeskContext>(contexts);
        ISignerCertificateCache cache = new EntityFrameworkSignerCertificateCache<HelpdeskContext>(contexts);
        // docs:end
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(cache);
    }

    public static async Task ForgetAsync(IMailboxCredentialStore store, MailboxCredentialManager credentials, ISignerCertificateCache cache, CancellationToken ct)
    {
        // docs:begin
        await cache.ForgetAsync("acme", "alice@customer.example", ct);   // one customer

        await cache.ForgetTenantAsync("acme", ct);                       // a tenant: its customers ...
        while (await store.ListMailboxesAsync("acme", after: null, maximum: 100, ct) is { Count: > 0 } mailboxes)
        {
            foreach (Mailbox mailbox in mailboxes)
            {
                foreach (StoredCredential row in await store.ListAsync(mailbox, ct))
                {
                    await credentials.DeleteAsync(mailbox, row.Sha256, ct);   // ... and its private keys
                }
            }
        }
        // docs:end
    }
}

// docs:begin
internal sealed class HelpdeskContext(DbContextOptions<HelpdeskContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseSmimeHelpdesk();
}
// docs:end

using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmimeHelpdesk.Stores.Tests.Engines;
using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Stores.Workload.Work;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Stores.Tests.Hosts;

public sealed class RegistrationTests(TestDatabases databases)
{
    private const string Desk = "support@desk.example";

    private readonly byte[] _hostKey = RandomNumberGenerator.GetBytes(32);

    [Theory]
    [MemberData(nameof(TestDatabases.Engines), MemberType = typeof(TestDatabases))]
    public async Task UseEntityFrameworkCore_AnotherProcessLater_HasTheCredential(string engine)
    {
        Database database = await databases.NewAsync(engine);
        TestIdentity identity = TestAuthority.Issuing.Issue(new TestSubject(Desk));
        await using (var first = new TestHost(database, _hostKey))
        {
            await first.ImportAsync(identity, Desk, "secret");
        }

        await using var second = new TestHost(database, _hostKey);

        (await second.Credentials.ListAsync(Desk, CancellationToken.None)).Single().Sha256.Should().Be(identity.Sha256);
        (await second.SignedMailAsync(Desk, "alice@customer.example", "Text")).Should().NotBeEmpty();
    }

    [Fact]
    public async Task UseEntityFrameworkCore_HostHasNoFactory_TakesAContextFromAScopeOfItsOwn()
    {
        Database database = await databases.NewAsync(Database.Sqlite);
        await using var host = new TestHost(database, _hostKey, hasFactory: false);
        SignerCertificate sighting = Customers.Sighting(new Random(1), 10);

        await host.Cache.StoreAsync(sighting, CancellationToken.None);

        (await host.Cache.FindAsync(string.Empty, sighting.Address, CancellationToken.None)).Should().ContainSingle();
    }

    [Fact]
    public async Task StoreAsync_HostRollsItsOwnWorkBack_StaysStored()
    {
        Database database = await databases.SharedAsync(Database.PostgreSql);
        await using var host = new TestHost(database, _hostKey);
        SignerCertificate sighting = Customers.Sighting(new Random(1), 10, Guid.NewGuid().ToString("N"));
        await using HelpdeskContext unit = await host.Services.GetRequiredService<IDbContextFactory<HelpdeskContext>>().CreateDbContextAsync();

        await using (var transaction = await unit.Database.BeginTransactionAsync())
        {
            unit.Tickets.Add(new TicketRow());
            await unit.SaveChangesAsync();
            await host.Cache.StoreAsync(sighting, CancellationToken.None);
            await transaction.RollbackAsync();
        }

        (await host.Cache.FindAsync(sighting.Tenant, sighting.Address, CancellationToken.None)).Should().ContainSingle();
    }

    [Fact]
    public void UseEntityFrameworkCore_CalledTwice_ChangesNothing()
    {
        var services = new ServiceCollection();
        SmimeHelpdeskBuilder builder = services.AddSmimeHelpdesk().UseEntityFrameworkCore<HelpdeskContext>();
        int count = services.Count;

        builder.UseEntityFrameworkCore<HelpdeskContext>().Should().BeSameAs(builder);

        services.Should().HaveCount(count);
        services.Should().ContainSingle(service => service.ServiceType == typeof(IMailboxCredentialStore));
        services.Should().ContainSingle(service => service.ServiceType == typeof(ISignerCertificateCache));
    }

    [Fact]
    public void UseSmimeHelpdesk_EveryKey_BeginsWithTheTenantAndIsBytes()
    {
        using HelpdeskContext context = new Database(Database.PostgreSql, "Host=nowhere").NewContext();
        foreach (var entity in context.Model.GetEntityTypes().Where(entity => entity.GetTableName()!.StartsWith("smime_", StringComparison.Ordinal)))
        {
            entity.FindPrimaryKey()!.Properties[0].GetColumnName().Should().Be("tenant");
            entity.FindPrimaryKey()!.Properties.Should().OnlyContain(property => property.GetColumnType() == "bytea", "bytes have no collation");
        }
    }

    [Fact]
    public void UseSmimeHelpdesk_WithASchema_PutsTheTablesThere()
    {
        var model = new ModelBuilder();
        model.UseSmimeHelpdesk("desk").Should().BeSameAs(model);

        model.Model.GetEntityTypes().Should().HaveCount(3).And.OnlyContain(entity => entity.GetSchema() == "desk");
    }
}

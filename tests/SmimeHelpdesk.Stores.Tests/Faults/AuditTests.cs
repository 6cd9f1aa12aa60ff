using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmimeHelpdesk.EntityFrameworkCore.Model;
using SmimeHelpdesk.Stores.Tests.Engines;
using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Stores.Workload.Work;

namespace SmimeHelpdesk.Stores.Tests.Faults;

/// <summary>The audit finds what it is for; otherwise its silence after a kill would say nothing.</summary>
public sealed class AuditTests(TestDatabases databases)
{
    private readonly byte[] _hostKey = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public async Task FindingsAsync_LostRowsTornRowsAndForeignKeys_AreFound()
    {
        Database database = await databases.NewAsync(Database.Sqlite);
        Receipt[] receipts = await WorkAsync(database, 40);
        (await AuditAsync(database, receipts)).Should().BeEmpty();

        await using HelpdeskContext context = database.NewContext();
        Receipt import = receipts.First(receipt => receipt.IsImport);
        Receipt harvest = receipts.First(receipt => !receipt.IsImport);
        await context.Set<SignerRow>().Where(row => row.Address == harvest.Address).ExecuteDeleteAsync();
        await context.Set<CredentialRow>().Where(row => row.Mailbox == import.Address).ExecuteUpdateAsync(set => set.SetProperty(row => row.ProtectedKey, new byte[] { 1 }));

        IReadOnlyList<string> findings = await AuditAsync(database, receipts);

        findings.Should().Contain(finding => finding.StartsWith("lost: harvest", StringComparison.Ordinal));
        findings.Should().Contain("a credential without its key: " + import.Address);
    }

    [Fact]
    public async Task FindingsAsync_MissingIssuers_AreFound()
    {
        Database database = await databases.NewAsync(Database.Sqlite);
        Receipt[] receipts = await WorkAsync(database, 20);
        await using HelpdeskContext context = database.NewContext();
        await context.Set<IssuerRow>().ExecuteDeleteAsync();

        (await AuditAsync(database, receipts)).Should().Contain(finding => finding.StartsWith("a customer without an issuer", StringComparison.Ordinal));
    }

    private Task<IReadOnlyList<string>> AuditAsync(Database database, Receipt[] receipts) => new Audit(database, _hostKey).FindingsAsync(receipts);

    private async Task<Receipt[]> WorkAsync(Database database, int count)
    {
        using var work = new DeskWork(database, _hostKey);
        var random = new Random(7);
        var receipts = new List<Receipt>();
        for (int i = 0; i < count; i++)
        {
            receipts.Add(await work.DoAsync(random));
        }

        return [.. receipts];
    }
}

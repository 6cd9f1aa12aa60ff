using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SmimeHelpdesk.Stores.Tests.Engines;
using SmimeHelpdesk.Stores.Workload;
using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Stores.Workload.Work;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Stores.Tests.Docs;

public sealed partial class StoresDocumentTests(TestDatabases databases)
{
    private static readonly string Document = Read("docs/stores.md");

    [Fact]
    public void Document_EveryCSharpBlock_IsCompiledCodeOfTheTests()
    {
        string[] sources = [Read("tests/SmimeHelpdesk.Stores.Tests/Docs/StoresExample.cs"), Read("tests/SmimeHelpdesk.Stores.Tests/Docs/ContractExample.cs")];
        string[] snippets = [.. sources.SelectMany(source => Snippet().Matches(source)).Select(match => Unindent(match.Groups[1].Value))];
        string[] shown = [.. CSharpBlock().Matches(Document).Select(match => match.Groups[1].Value)];

        snippets.Should().HaveCount(6);
        shown.Should().BeEquivalentTo(snippets);
    }

    [Fact]
    public void Document_EveryCommandOfTheWorkload_IsThere() =>
        Commands.Names.Where(name => !Document.Contains(" -- " + name, StringComparison.Ordinal)).Should().BeEmpty();

    [Fact]
    public async Task ForgetAsync_TheDocumentsCode_LeavesOtherTenantsAlone()
    {
        Database database = await databases.NewAsync(Database.Sqlite);
        var store = new EntityFrameworkCredentialStore<Workload.Databases.HelpdeskContext>(database.Contexts());
        var cache = new EntityFrameworkSignerCertificateCache<Workload.Databases.HelpdeskContext>(database.Contexts());
        using var protector = new AesGcmCredentialProtector(RandomNumberGenerator.GetBytes(32));
        using var manager = new MailboxCredentialManager(store, protector);
        foreach (string tenant in (string[])["acme", "other"])
        {
            using MailboxCredential credential = TestAuthority.Issuing.Issue(new TestSubject("support@desk.example")).Import();
            await manager.SaveAsync(new Mailbox("support@desk.example", tenant), [credential], CancellationToken.None);
            await cache.StoreAsync(Customers.Sighting(new Random(1), 9, tenant), CancellationToken.None);
        }

        await StoresExample.ForgetAsync(store, manager, cache, CancellationToken.None);

        (await store.ListMailboxesAsync(null, null, 10, CancellationToken.None)).Single().Tenant.Should().Be("other");
        (await cache.ListAddressesAsync("acme", null, 10, CancellationToken.None)).Should().BeEmpty();
        (await cache.ListAddressesAsync("other", null, 10, CancellationToken.None)).Should().ContainSingle();
        await using Workload.Databases.HelpdeskContext context = database.NewContext();
        (await context.Set<EntityFrameworkCore.Model.IssuerRow>().CountAsync(issuer => issuer.Tenant == "acme")).Should().Be(0);
    }

    private static string Read(string file) => File.ReadAllText(Repository.PathOf(file)).ReplaceLineEndings("\n");

    private static string Unindent(string block)
    {
        string[] lines = block.Split('\n');
        int indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart(' ').Length);
        return string.Join('\n', lines.Select(line => line.Length > 0 ? line[indent..] : line));
    }

    [GeneratedRegex(@"// docs:begin\n(.*?) *// docs:end", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"^```csharp\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CSharpBlock();
}

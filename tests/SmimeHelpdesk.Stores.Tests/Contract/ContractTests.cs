using SmimeHelpdesk.Stores.Tests.Engines;
using SmimeHelpdesk.Stores.Workload.Databases;

namespace SmimeHelpdesk.Stores.Tests.Contract;

/// <summary>Runs the contract over every store that the library has, as docs/stores.md shows it for a store of one's own.</summary>
public sealed class ContractTests(TestDatabases databases)
{
    private const string Memory = "memory";

    private static readonly string[] Engines = [Memory, Database.Sqlite, Database.PostgreSql];

    public static TheoryData<string, string> CredentialChecks => Of(StoreContract.CredentialStore);

    public static TheoryData<string, string> CacheChecks => Of(StoreContract.SignerCertificateCache);

    [Theory]
    [MemberData(nameof(CredentialChecks))]
    public async Task CredentialStore_EachRule_IsKept(string engine, string rule) =>
        await StoreContract.CredentialStore.Single(check => check.Name == rule).RunAsync(await CredentialStoreAsync(engine));

    [Theory]
    [MemberData(nameof(CacheChecks))]
    public async Task SignerCertificateCache_EachRule_IsKept(string engine, string rule) =>
        await StoreContract.SignerCertificateCache.Single(check => check.Name == rule).RunAsync(await CacheAsync(engine));

    private async Task<IMailboxCredentialStore> CredentialStoreAsync(string engine) =>
        engine == Memory ? new InMemoryMailboxCredentialStore() : new EntityFrameworkCredentialStore<HelpdeskContext>((await databases.SharedAsync(engine)).Contexts());

    private async Task<ISignerCertificateCache> CacheAsync(string engine) =>
        engine == Memory ? new InMemorySignerCertificateCache() : new EntityFrameworkSignerCertificateCache<HelpdeskContext>((await databases.SharedAsync(engine)).Contexts());

    private static TheoryData<string, string> Of<TStore>(IReadOnlyList<StoreContractCheck<TStore>> checks)
        where TStore : class
    {
        var data = new TheoryData<string, string>();
        foreach ((string engine, string rule) in Engines.SelectMany(engine => checks.Select(check => (engine, check.Name))))
        {
            data.Add(engine, rule);
        }

        return data;
    }
}

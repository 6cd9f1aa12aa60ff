using FsCheck;
using FsCheck.Fluent;
using SmimeHelpdesk.Stores.Tests.Engines;
using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Tests.Properties;

namespace SmimeHelpdesk.Stores.Tests.Contract;

/// <summary>Whatever is done to a store, in whatever order: it answers as a dictionary would.</summary>
public sealed class StoreModelTests(TestDatabases databases)
{
    private const string Memory = "memory";
    private const int Longest = 40;
    private const int Count = 25;

    [Theory]
    [InlineData(Memory)]
    [InlineData(Database.Sqlite)]
    public async Task SignerCertificateCache_AnyOperations_AnswersAsTheModel(string engine)
    {
        ISignerCertificateCache cache = engine == Memory
            ? new InMemorySignerCertificateCache()
            : new EntityFrameworkSignerCertificateCache<HelpdeskContext>((await databases.SharedAsync(engine)).Contexts());

        ForAll(SignerModel.Operations, async operations =>
        {
            var model = new SignerModel(cache, Guid.NewGuid().ToString("N"));
            foreach (SignerModel.Operation operation in operations)
            {
                await model.ApplyAsync(operation);
            }
        });
    }

    [Theory]
    [InlineData(Memory)]
    [InlineData(Database.Sqlite)]
    public async Task CredentialStore_AnyOperations_AnswersAsTheModel(string engine)
    {
        IMailboxCredentialStore store = engine == Memory
            ? new InMemoryMailboxCredentialStore()
            : new EntityFrameworkCredentialStore<HelpdeskContext>((await databases.SharedAsync(engine)).Contexts());

        ForAll(CredentialModel.Operations, async operations =>
        {
            var model = new CredentialModel(store, Guid.NewGuid().ToString("N"));
            foreach (CredentialModel.Operation operation in operations)
            {
                await model.ApplyAsync(operation);
            }
        });
    }

    private static void ForAll<T>(Gen<T> operation, Func<T[], Task> run) => Draw.ForAll(
        Gen.Choose(1, Longest).SelectMany(count => Gen.ArrayOf(operation, count)),
        Count,
        operations => run(operations).GetAwaiter().GetResult(),
        operations => operations.Select((_, i) => operations.Where((_, other) => other != i).ToArray()));
}

namespace SmimeHelpdesk.Stores.Tests.Docs;

// docs:begin
public sealed class MyStoreTests
{
    public static TheoryData<string> Rules => [.. StoreContract.SignerCertificateCache.Select(check => check.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public Task MyCache_EachRule_IsKept(string rule)
    {
        ISignerCertificateCache cache = new InMemorySignerCertificateCache();   // yours
        return StoreContract.SignerCertificateCache.Single(check => check.Name == rule).RunAsync(cache);
    }
}
// docs:end

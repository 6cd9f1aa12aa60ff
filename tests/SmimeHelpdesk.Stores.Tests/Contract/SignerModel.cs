using FsCheck;
using FsCheck.Fluent;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Stores.Tests.Contract;

/// <summary>The cache as a dictionary, and random operations over both. Keys look alike, so that a store that folds them is caught.</summary>
internal sealed class SignerModel(ISignerCertificateCache cache, string prefix)
{
    private static readonly string[] Tenants = ["t", "T", "t "];
    private static readonly string[] Addresses = ["alice@customer.example", "Alice@customer.example", "älice@customer.example", "alice@customer.example.com"];

    private readonly Dictionary<(string Tenant, string Address, string Sha256), SignerCertificate> _rows = [];

    public enum Kind
    {
        Store,
        Find,
        Forget,
        ForgetTenant,
        ListAddresses,
    }

    public static Gen<Operation> Operations =>
        from kind in Gen.Frequency((6, Gen.Constant(Kind.Store)), (3, Gen.Constant(Kind.Find)), (1, Gen.Elements(Kind.Forget, Kind.ForgetTenant)), (2, Gen.Constant(Kind.ListAddresses)))
        from tenant in Gen.Elements(Tenants)
        from address in Gen.Elements(Addresses)
        from certificate in Gen.Choose(1, 3)
        from times in Gen.Three(Gen.Choose(0, 9))
        from decision in Gen.Elements(Enum.GetValues<SignerCertificateDecision>())
        select new Operation(kind, tenant, address, certificate, times.Item1, times.Item2, times.Item3, decision);

    public async Task ApplyAsync(Operation operation)
    {
        string tenant = prefix + operation.Tenant;
        switch (operation.Kind)
        {
            case Kind.Store:
                SignerCertificate row = Row(tenant, operation);
                await cache.StoreAsync(row, CancellationToken.None);
                _rows[Key(row)] = _rows.TryGetValue(Key(row), out SignerCertificate? known) ? SignerCertificateMerge.Merge(known, row) : row;
                break;
            case Kind.Find:
                IReadOnlyList<SignerCertificate> found = await cache.FindAsync(tenant, operation.Address, CancellationToken.None);
                found.Select(Describe).Should().BeEquivalentTo(_rows.Values.Where(known => known.Tenant == tenant && known.Address == operation.Address).Select(Describe));
                break;
            case Kind.Forget:
                (await cache.ForgetAsync(tenant, operation.Address, CancellationToken.None)).Should().Be(Remove(key => key.Tenant == tenant && key.Address == operation.Address));
                break;
            case Kind.ForgetTenant:
                (await cache.ForgetTenantAsync(tenant, CancellationToken.None)).Should().Be(Remove(key => key.Tenant == tenant));
                break;
            default:
                (await ListAsync(tenant, operation.Certificate)).Should().BeEquivalentTo(_rows.Keys.Where(key => key.Tenant == tenant).Select(key => key.Address).Distinct());
                break;
        }
    }

    private async Task<List<string>> ListAsync(string tenant, int page)
    {
        var all = new List<string>();
        IReadOnlyList<string> next;
        do
        {
            next = await cache.ListAddressesAsync(tenant, all.LastOrDefault(), page, CancellationToken.None);
            all.AddRange(next);
        }
        while (next.Count > 0);
        return all;
    }

    private int Remove(Func<(string Tenant, string Address, string Sha256), bool> which) => _rows.Keys.Where(which).ToArray().Count(_rows.Remove);

    private static (string Tenant, string Address, string Sha256) Key(SignerCertificate row) => (row.Tenant, row.Address, row.Sha256);

    private static SignerCertificate Row(string tenant, Operation operation) => new()
    {
        Tenant = tenant,
        Address = operation.Address,
        Sha256 = new string((char)('0' + operation.Certificate), 64),
        Certificate = new byte[] { 0x30, (byte)operation.Certificate },
        SigningCertificate = new byte[] { 0x30, (byte)operation.First },
        Capabilities = operation.Second % 3 == 0 ? default : new byte[] { 0x30, (byte)operation.Third },
        CapabilitiesTime = operation.Second % 3 == 0 ? null : At(operation.Second),
        SigningTime = operation.Third == 0 ? null : At(operation.Third),
        FirstSeen = At(operation.First),
        LastSeen = At(operation.First),
        MessageId = $"{operation.Second}@customer.example",
        Decision = operation.Decision,
        DecidedAt = operation.Decision is 0 ? null : At(operation.Second),
    };

    private static DateTimeOffset At(int tick) => TestAuthority.Now.AddTicks(tick);

    private static string Describe(SignerCertificate row) => string.Join(
        ' ', row.Tenant, row.Address, row.Sha256, Hex(row.Certificate), Hex(row.SigningCertificate), Hex(row.Capabilities), row.CapabilitiesTime?.Ticks, row.SigningTime?.Ticks, row.FirstSeen.Ticks, row.LastSeen.Ticks, row.MessageId, row.Decision, row.DecidedAt?.Ticks);

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexString(bytes.Span);

    internal sealed record Operation(Kind Kind, string Tenant, string Address, int Certificate, int First, int Second, int Third, SignerCertificateDecision Decision);
}

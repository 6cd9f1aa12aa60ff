using FsCheck;
using FsCheck.Fluent;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Stores.Tests.Contract;

/// <summary>The store of credentials as a dictionary, and random operations over both. A row's revision is right, late, or ahead.</summary>
internal sealed class CredentialModel(IMailboxCredentialStore store, string prefix)
{
    private static readonly string[] Tenants = ["t", "T", "t "];
    private static readonly string[] Addresses = ["support@desk.example", "billing@desk.example", "support@desk.example.com"];

    private readonly Dictionary<(string Tenant, string Address, string Sha256), StoredCredential> _rows = [];

    public enum Kind
    {
        Save,
        List,
        Delete,
        ListMailboxes,
    }

    public static Gen<Operation> Operations =>
        from kind in Gen.Frequency((6, Gen.Constant(Kind.Save)), (3, Gen.Constant(Kind.List)), (2, Gen.Constant(Kind.Delete)), (2, Gen.Constant(Kind.ListMailboxes)))
        from tenant in Gen.Elements(Tenants)
        from address in Gen.Elements(Addresses)
        from certificate in Gen.Choose(1, 2)
        from late in Gen.Elements(0, 0, 0, -1, 1)
        from value in Gen.Choose(0, 255)
        select new Operation(kind, tenant, address, certificate, late, (byte)value);

    public async Task ApplyAsync(Operation operation)
    {
        var mailbox = new Mailbox(operation.Address, prefix + operation.Tenant);
        var key = (mailbox.Tenant, operation.Address, Sha256: new string((char)('0' + operation.Certificate), 64));
        _rows.TryGetValue(key, out StoredCredential? known);
        switch (operation.Kind)
        {
            case Kind.Save:
                StoredCredential row = Row(key, Math.Max(0, (known?.Revision ?? 0) + operation.Late), operation.Value);
                bool fits = row.Revision == (known?.Revision ?? 0);
                (await store.SaveAsync(row, CancellationToken.None)).Should().Be(fits);
                if (fits)
                {
                    _rows[key] = row with { Revision = row.Revision + 1 };
                }

                break;
            case Kind.List:
                IReadOnlyList<StoredCredential> listed = await store.ListAsync(mailbox, CancellationToken.None);
                listed.Select(Describe).Should().BeEquivalentTo(_rows.Values.Where(other => other.Tenant == mailbox.Tenant && other.MailboxAddress == operation.Address).Select(Describe));
                break;
            case Kind.Delete:
                (await store.DeleteAsync(mailbox, key.Sha256, CancellationToken.None)).Should().Be(_rows.Remove(key));
                break;
            default:
                (await ListMailboxesAsync(mailbox.Tenant, operation.Certificate)).Should().BeEquivalentTo(_rows.Keys.Where(other => other.Tenant == mailbox.Tenant).Select(other => other.Address).Distinct());
                break;
        }
    }

    private async Task<List<string>> ListMailboxesAsync(string tenant, int page)
    {
        var all = new List<Mailbox>();
        IReadOnlyList<Mailbox> next;
        do
        {
            next = await store.ListMailboxesAsync(tenant, all.LastOrDefault(), page, CancellationToken.None);
            all.AddRange(next);
        }
        while (next.Count > 0);
        return [.. all.Select(mailbox => mailbox.NormalizedAddress)];
    }

    private static StoredCredential Row((string Tenant, string Address, string Sha256) key, long revision, byte value) => new()
    {
        Tenant = key.Tenant,
        MailboxAddress = key.Address,
        Sha256 = key.Sha256,
        Certificate = new byte[] { 0x30, value },
        Chain = [.. Enumerable.Range(0, value % 3).Select(i => new ReadOnlyMemory<byte>([0x30, (byte)i]))],
        ProtectedKey = new byte[value % 4],
        State = (CredentialState)(value % 3),
        ActiveFrom = TestAuthority.Now.AddMilliseconds(value),
        RetireFrom = value % 2 == 0 ? null : TestAuthority.Now.AddDays(value),
        StateSeal = new byte[] { value },
        Revision = revision,
    };

    private static string Describe(StoredCredential row) => string.Join(
        ' ', row.Tenant, row.MailboxAddress, row.Sha256, Hex(row.Certificate), string.Join('/', row.Chain.Select(Hex)), Hex(row.ProtectedKey), row.State, row.ActiveFrom.Ticks, row.RetireFrom?.Ticks, Hex(row.StateSeal), row.Revision);

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexString(bytes.Span);

    internal sealed record Operation(Kind Kind, string Tenant, string Address, int Certificate, int Late, byte Value);
}

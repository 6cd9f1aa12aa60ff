using System.Collections.Concurrent;
using System.Diagnostics;
using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Stores.Workload.Work;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Stores.Workload.Load;

/// <summary>Many writers harvest, and change the state of credentials, at once. What is left must be what one writer alone would have left.</summary>
internal sealed class Storm(Database database, int writers, int operations)
{
    private const int KnownCustomers = 60;
    private const int Mailboxes = 12;

    private readonly EntityFrameworkCredentialStore<HelpdeskContext>[] _stores = [.. Servers(contexts => new EntityFrameworkCredentialStore<HelpdeskContext>(contexts), database)];
    private readonly EntityFrameworkSignerCertificateCache<HelpdeskContext>[] _caches = [.. Servers(contexts => new EntityFrameworkSignerCertificateCache<HelpdeskContext>(contexts), database)];
    private readonly ConcurrentQueue<SignerCertificate> _sightings = new();
    private readonly ConcurrentQueue<RollOver> _rollOvers = new();
    private int _refused;

    public async Task<StormReport> RunAsync()
    {
        StoredCredential[] first = [.. Enumerable.Range(0, Mailboxes).Select(Credential)];
        foreach (StoredCredential row in first)
        {
            await _stores[0].SaveAsync(row, CancellationToken.None);
        }

        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => WriteAsync(writer))));
        TimeSpan taken = watch.Elapsed;
        return new StormReport(_sightings.Count, _rollOvers.Count, _refused, taken, [.. await SignerFindingsAsync(), .. await RollOverFindingsAsync(first)]);
    }

    // Two servers: what one process may serialise for itself, another does not see.
    private static IEnumerable<T> Servers<T>(Func<Microsoft.EntityFrameworkCore.IDbContextFactory<HelpdeskContext>, T> create, Database database) =>
        Enumerable.Range(0, 2).Select(_ => create(database.Contexts()));

    private async Task WriteAsync(int writer)
    {
        var random = new Random(writer);
        for (int i = writer; i < operations; i += writers)
        {
            if (random.Next(4) != 0)
            {
                SignerCertificate sighting = Customers.Sighting(random, KnownCustomers);
                await _caches[writer % 2].StoreAsync(sighting, CancellationToken.None);
                _sightings.Enqueue(sighting);
            }
            else
            {
                await RollOverAsync(_stores[writer % 2], Address(random.Next(Mailboxes)), TimeSpan.FromTicks(random.Next(1, 1_000_000)));
            }
        }
    }

    private async Task RollOverAsync(EntityFrameworkCredentialStore<HelpdeskContext> store, string mailbox, TimeSpan by)
    {
        while (true)
        {
            StoredCredential known = (await store.ListAsync(mailbox, CancellationToken.None)).Single();
            if (await store.SaveAsync(RollOver.Apply(known, by), CancellationToken.None))
            {
                _rollOvers.Enqueue(new RollOver(mailbox, known.Revision + 1, by));
                return;
            }

            Interlocked.Increment(ref _refused);
        }
    }

    private async Task<IReadOnlyList<string>> SignerFindingsAsync()
    {
        var findings = new List<string>();
        foreach (IGrouping<string, SignerCertificate> customer in _sightings.GroupBy(sighting => sighting.Address))
        {
            IReadOnlyList<SignerCertificate> rows = await _caches[0].FindAsync(string.Empty, customer.Key, CancellationToken.None);
            Dictionary<string, SignerCertificate> expected = customer.GroupBy(sighting => sighting.Sha256).ToDictionary(group => group.Key, group => group.Aggregate(SignerCertificateMerge.Merge));
            if (rows.Count != expected.Count || rows.Any(row => !Same(row, expected.GetValueOrDefault(row.Sha256))))
            {
                findings.Add("not the merge of all sightings: " + customer.Key);
            }
        }

        return findings;
    }

    private async Task<IReadOnlyList<string>> RollOverFindingsAsync(StoredCredential[] first)
    {
        var findings = new List<string>();
        foreach (StoredCredential start in first)
        {
            StoredCredential expected = start with { Revision = 1 };
            foreach (RollOver change in _rollOvers.Where(change => change.Mailbox == start.MailboxAddress).OrderBy(change => change.Revision))
            {
                expected = RollOver.Apply(expected, change.By) with { Revision = expected.Revision + 1 };
                if (expected.Revision != change.Revision)
                {
                    findings.Add($"two writers have written revision {change.Revision}, or none: {start.MailboxAddress}");
                }
            }

            StoredCredential row = (await _stores[0].ListAsync(start.MailboxAddress, CancellationToken.None)).Single();
            if (row.State != expected.State || row.ActiveFrom != expected.ActiveFrom || row.Revision != expected.Revision || !row.ProtectedKey.Span.SequenceEqual(start.ProtectedKey.Span))
            {
                findings.Add("not the changes one after the other: " + start.MailboxAddress);
            }
        }

        return findings;
    }

    private static bool Same(SignerCertificate row, SignerCertificate? expected) => expected is not null
        && row.FirstSeen == expected.FirstSeen && row.LastSeen == expected.LastSeen && row.SigningTime == expected.SigningTime && row.MessageId == expected.MessageId
        && row.Decision == expected.Decision && row.DecidedAt == expected.DecidedAt && row.CapabilitiesTime == expected.CapabilitiesTime
        && row.Capabilities.Span.SequenceEqual(expected.Capabilities.Span) && row.Certificate.Span.SequenceEqual(expected.Certificate.Span)
        && row.Issuers.Count == expected.Issuers.Count && row.Issuers.Zip(expected.Issuers).All(pair => pair.First.Span.SequenceEqual(pair.Second.Span));

    private static string Address(int mailbox) => $"desk{mailbox}@desk.example";

    private static StoredCredential Credential(int mailbox)
    {
        SignerCertificate bytes = Customers.Sighting(new Random(mailbox), KnownCustomers);
        return new StoredCredential
        {
            Tenant = string.Empty,
            MailboxAddress = Address(mailbox),
            Sha256 = bytes.Sha256,
            Certificate = bytes.Certificate,
            ProtectedKey = bytes.Issuers[0],
            ActiveFrom = TestAuthority.Now,
        };
    }
}

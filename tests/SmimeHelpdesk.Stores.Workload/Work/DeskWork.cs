using SmimeHelpdesk.Stores.Workload.Databases;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Stores.Workload.Work;

/// <summary>What a helpdesk's server writes: an administrator's import, and what a mail has taught.</summary>
internal sealed class DeskWork : IDisposable
{
    private const int KnownCustomers = 40;

    private readonly AesGcmCredentialProtector _protector;
    private readonly MailboxCredentialManager _manager;
    private readonly EntityFrameworkSignerCertificateCache<HelpdeskContext> _cache;

    public DeskWork(Database database, byte[] hostKey)
    {
        _protector = new AesGcmCredentialProtector(hostKey);
        _manager = new MailboxCredentialManager(new EntityFrameworkCredentialStore<HelpdeskContext>(database.Contexts()), _protector);
        _cache = new EntityFrameworkSignerCertificateCache<HelpdeskContext>(database.Contexts());
    }

    /// <summary>Does one piece of work and returns its receipt, which exists only once the store has answered.</summary>
    public Task<Receipt> DoAsync(Random random) => random.Next(3) == 0 ? ImportAsync() : HarvestAsync(random);

    public void Dispose()
    {
        _manager.Dispose();
        _protector.Dispose();
    }

    private async Task<Receipt> ImportAsync()
    {
        string address = $"d{Guid.NewGuid():N}@desk.example";
        using MailboxCredential credential = TestAuthority.Issuing.Issue(new TestSubject(address)).Import();
        await _manager.SaveAsync(address, [credential], CancellationToken.None);
        return new Receipt(true, address, credential.Sha256, 0, 0);
    }

    private async Task<Receipt> HarvestAsync(Random random)
    {
        SignerCertificate sighting = Customers.Sighting(random, KnownCustomers);
        await _cache.StoreAsync(sighting, CancellationToken.None);
        return new Receipt(false, sighting.Address, sighting.Sha256, sighting.FirstSeen.UtcTicks, sighting.LastSeen.UtcTicks);
    }
}

using SmimeHelpdesk.Harvest;
using SmimeHelpdesk.Tests.Reply;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Harvest;

/// <summary>A store compares as its collation says, hands out what somebody moved, and is down at times.</summary>
public sealed class CustomerMemoryTests
{
    private static readonly ParsedCertificate Alice = ParsedCertificate.Parse(Customers.Alice.Certificate.RawData);

    public static TheoryData<string> Foreign => ["tenant", "address", "fingerprint", "certificate"];

    [Fact]
    public async Task FindAsync_OwnRow_IsKnown() => (await FindAsync(Row)).Certificates.Should().ContainSingle();

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task FindAsync_RowOfAnother_IsNot(string what)
    {
        SignerCertificate row = what switch
        {
            "tenant" => Row with { Tenant = "other" },
            "address" => Row with { Address = "bob@customer.example" },
            "fingerprint" => Row with { Sha256 = "A" },
            _ => Row with { Certificate = SharedIdentities.Of("P-256", "bob@elsewhere.example").Certificate.Der, Sha256 = SharedIdentities.Of("P-256", "bob@elsewhere.example").Certificate.Sha256 },
        };

        KnownSigners known = await FindAsync(row);

        known.Rows.Should().BeEmpty();
        known.Certificates.Should().BeEmpty();
        known.HasSigned.Should().BeFalse();
    }

    [Fact]
    public async Task FindAsync_NoAuthor_AsksNobody()
    {
        var memory = new CustomerMemory(new FixedCache { IsDown = true }, new CertificateMemo(), "acme", null);

        (await memory.FindAsync(null, CancellationToken.None)).Should().BeSameAs(KnownSigners.None);
        memory.IsDown.Should().BeFalse();
    }

    [Fact]
    public async Task StoreAsync_AfterAnOutage_IsDeferredWithoutAskingAgain()
    {
        var memory = new CustomerMemory(new FixedCache { IsDown = true }, new CertificateMemo(), "acme", null);
        await memory.FindAsync(CustomerMail.Alice, CancellationToken.None);

        HarvestResult result = await memory.StoreAsync([Row], CustomerMail.Alice, CancellationToken.None);

        memory.IsDown.Should().BeTrue();
        result.Should().Be(new HarvestResult(HarvestStatus.Deferred, HarvestReason.CacheUnavailable, null, null));
    }

    [Fact]
    public async Task StoreAsync_Outage_IsDeferredAndRemembered()
    {
        var memory = new CustomerMemory(new FixedCache(), new CertificateMemo(), "acme", null);

        HarvestResult result = await memory.StoreAsync([Row], CustomerMail.Alice, CancellationToken.None);

        result.Should().Be(new HarvestResult(HarvestStatus.Deferred, HarvestReason.CacheUnavailable, null, null));
        memory.IsDown.Should().BeTrue();
    }

    [Fact]
    public async Task StoreAsync_SeveralRows_StoresAllAndNamesTheLast()
    {
        var cache = new InMemorySignerCertificateCache();
        var memory = new CustomerMemory(cache, new CertificateMemo(), "acme", null);

        HarvestResult result = await memory.StoreAsync([Row with { Sha256 = "1" }, Row], CustomerMail.Alice, CancellationToken.None);

        result.Should().Be(new HarvestResult(HarvestStatus.Stored, HarvestReason.None, CustomerMail.Alice, Alice.Sha256));
        (await cache.FindAsync("acme", CustomerMail.Alice, CancellationToken.None)).Should().HaveCount(2);
        memory.IsDown.Should().BeFalse();
    }

    [Fact]
    public async Task FindAsync_OnlyARowOfAnother_IsLogged()
    {
        var logger = new Support.RecordingLogger<CustomerMemory>();
        var memory = new CustomerMemory(new FixedCache(Row, Row with { MessageId = "2@x" }, Row with { Sha256 = "A" }), new CertificateMemo(), "acme", logger);

        KnownSigners known = await memory.FindAsync(CustomerMail.Alice, CancellationToken.None);

        known.Rows.Should().HaveCount(2);
        logger.Entries.Should().ContainSingle();
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task FindAsync_Cancelled_IsAnOutageOnlyWhenNobodyAsked(bool isCallersWish, bool isOutage)
    {
        using var source = new CancellationTokenSource();
        var memory = new CustomerMemory(new CancellingCache(source), new CertificateMemo(), "acme", null);
        Func<Task> find = () => memory.FindAsync(CustomerMail.Alice, isCallersWish ? source.Token : CancellationToken.None);

        await (isOutage ? find.Should().NotThrowAsync() : (Task)find.Should().ThrowAsync<OperationCanceledException>());
        memory.IsDown.Should().Be(isOutage);
    }

    [Fact]
    public void KnownSigners_SplitCertificates_AreBothKnown()
    {
        ParsedCertificate signing = ParsedCertificate.Parse(Customers.Signing.Certificate.RawData);
        ParsedCertificate encrypting = ParsedCertificate.Parse(Customers.Encrypting.Certificate.RawData);
        var known = new KnownSigners([Row with { Sha256 = encrypting.Sha256, Certificate = encrypting.Der, SigningCertificate = signing.Der }], new CertificateMemo());

        known.Certificates.Select(certificate => certificate.Sha256).Should().BeEquivalentTo(signing.Sha256, encrypting.Sha256);
        known.HasChanged(signing, encrypting).Should().BeFalse();
        known.HasChanged(signing, null).Should().BeFalse();
        known.HasChanged(encrypting, signing).Should().BeFalse("keys count, not their use");
        known.HasChanged(Alice, encrypting).Should().BeTrue();
        known.HasChanged(signing, Alice).Should().BeTrue();
    }

    [Fact]
    public void KnownSigners_Pinned_AreWhatCounts()
    {
        ParsedCertificate other = ParsedCertificate.Parse(Customers.NewAlice.Certificate.RawData);
        SignerCertificate second = Row with { Sha256 = other.Sha256, Certificate = other.Der, SigningCertificate = other.Der };
        SignerCertificate pinned = Row with { Decision = SignerCertificateDecision.Pinned };

        new KnownSigners([pinned, second], new CertificateMemo()).HasChanged(other, other).Should().BeTrue();
        new KnownSigners([pinned, second], new CertificateMemo()).HasChanged(Alice, Alice).Should().BeFalse();
        new KnownSigners([pinned, second with { Decision = SignerCertificateDecision.Pinned }], new CertificateMemo()).HasChanged(other, other).Should().BeFalse();
        new KnownSigners([Row, second], new CertificateMemo()).HasChanged(other, other).Should().BeFalse();
        KnownSigners.None.HasChanged(other, other).Should().BeFalse();
    }

    [Fact]
    public void IsTrusted_NeedsAValidPathOfItsOwn()
    {
        new EncryptionCertificate(EncryptAvailability.Available, Alice, new PathResult([Alice], [])).IsTrusted.Should().BeTrue();
        new EncryptionCertificate(EncryptAvailability.Available, Alice, new PathResult([Alice], [new SignatureFinding(SignatureReason.UntrustedIssuer)])).IsTrusted.Should().BeFalse();
        new EncryptionCertificate(EncryptAvailability.Available, Alice, null).IsTrusted.Should().BeFalse();
    }

    private static SignerCertificate Row => new()
    {
        Tenant = "acme",
        Address = CustomerMail.Alice,
        Sha256 = Alice.Sha256,
        Certificate = Alice.Der,
        SigningCertificate = Alice.Der,
        FirstSeen = TestAuthority.Now,
        LastSeen = TestAuthority.Now,
    };

    private static Task<KnownSigners> FindAsync(SignerCertificate row) =>
        new CustomerMemory(new FixedCache(row), new CertificateMemo(), "acme", null).FindAsync(CustomerMail.Alice, CancellationToken.None);

    private sealed class CancellingCache(CancellationTokenSource source) : ISignerCertificateCache
    {
        public Task<IReadOnlyList<SignerCertificate>> FindAsync(string tenant, string address, CancellationToken cancellationToken)
        {
            source.Cancel();
            throw new OperationCanceledException();
        }

        public Task StoreAsync(SignerCertificate certificate, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int> ForgetAsync(string tenant, string address, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<string>> ListAddressesAsync(string tenant, string? after, int count, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int> ForgetTenantAsync(string tenant, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}

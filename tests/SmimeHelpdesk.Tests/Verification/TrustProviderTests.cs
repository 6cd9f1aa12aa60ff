using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class TrustProviderTests
{
    private static readonly PlannedCertificate Root = new CertificatePlan("CN=Root").Make();
    private static readonly PlannedCertificate Issuing = new CertificatePlan("CN=Issuing") { Issuer = Root, SerialNumber = 2 }.Make();
    private static readonly PlannedCertificate Other = new CertificatePlan("CN=Other").Make();
    private static readonly PlannedCertificate Leaf = CertificatePlan.Leaf(Issuing).Make();

    [Fact]
    public void Block_RootOrIntermediate_RefusesEveryPathThroughIt()
    {
        foreach (PlannedCertificate blocked in new[] { Root, Issuing })
        {
            TrustAnchors anchors = PathTesting.Trust([Root]).Block(PathTesting.Trust([blocked]));
            Find(anchors).Should().Equal(SignatureReason.IssuerBlocked);
            Find(PathTesting.Trust([Root]).Union(anchors)).Should().Equal([SignatureReason.IssuerBlocked], "what one set blocks stays blocked");
        }

        Find(PathTesting.Trust([Root]).Block(PathTesting.Trust([Other]))).Should().BeEmpty();
        PathTesting.Find(CertificatePlan.Leaf(Other).Make(), [Issuing, Root], [Root]).Reasons().Should().Equal(SignatureReason.UntrustedIssuer);
    }

    [Fact]
    public void Pin_OtherIssuer_IsRefusedForItsDomainOnly()
    {
        TrustAnchors anchors = PathTesting.Trust([Root]);

        Find(anchors.Pin("Customer.example", PathTesting.Trust([Other]))).Should().Equal(SignatureReason.IssuerNotPinned);
        Find(anchors.Pin("customer.example", PathTesting.Trust([Issuing]))).Should().BeEmpty();
        Find(anchors.Pin("elsewhere.example", PathTesting.Trust([Other]))).Should().BeEmpty();
        Find(anchors.Pin("customer.example", PathTesting.Trust([Other])).Pin("customer.example", PathTesting.Trust([Root]))).Should().BeEmpty();
        FluentActions.Invoking(() => anchors.Pin("customer.example", TrustAnchors.None)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => anchors.Pin("a b", PathTesting.Trust([Root]))).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Fingerprint_BlockOrPin_IsAnother()
    {
        // A mail that waits for an issuer is tried again when this changes.
        TrustAnchors anchors = PathTesting.Trust([Root]);
        string[] fingerprints =
        [
            anchors.Fingerprint,
            anchors.Block(PathTesting.Trust([Other])).Fingerprint,
            anchors.Pin("customer.example", PathTesting.Trust([Other])).Fingerprint,
            anchors.Pin("customer.example", PathTesting.Trust([Root])).Fingerprint,
        ];

        fingerprints.Should().OnlyHaveUniqueItems();
        anchors.Block(PathTesting.Trust([Other])).Fingerprint.Should().Be(fingerprints[1]);
    }

    [Fact]
    public async Task GetAsync_ChangedFile_TakesEffectAndADamagedOneDoesNot()
    {
        using var folder = new TemporaryDirectory();
        string file = Path.Combine(folder.Path, "anchors.pem");
        File.WriteAllText(file, Root.Certificate.ExportCertificatePem());
        var time = new ManualTime(TestAuthority.Now);
        var provider = new FileTrustAnchors(file, TimeSpan.FromSeconds(10), time);
        (await provider.GetAsync("", CancellationToken.None)).Count.Should().Be(1);

        File.WriteAllText(file, Root.Certificate.ExportCertificatePem() + "\n" + Other.Certificate.ExportCertificatePem());
        time.Now += TimeSpan.FromSeconds(11);
        (await provider.GetAsync("", CancellationToken.None)).Count.Should().Be(2);

        File.WriteAllText(file, "-----BEGIN CERTIFICATE-----\n");
        time.Now += TimeSpan.FromSeconds(11);
        (await provider.GetAsync("", CancellationToken.None)).Count.Should().Be(2);

        File.WriteAllBytes(file, Other.Der);
        time.Now += TimeSpan.FromSeconds(11);
        (await provider.GetAsync("", CancellationToken.None)).Count.Should().Be(1);
        FluentActions.Invoking(() => new FileTrustAnchors(file + ".missing")).Should().Throw<IOException>();
    }

    [Fact]
    public async Task GetAsync_FileWithinItsInterval_IsNotLookedAtAgain()
    {
        using var folder = new TemporaryDirectory();
        string file = Path.Combine(folder.Path, "anchors.der");
        File.WriteAllBytes(file, Root.Der);
        var time = new ManualTime(TestAuthority.Now);
        var slow = new FileTrustAnchors(file, TimeSpan.FromMinutes(1), time);
        var usual = new FileTrustAnchors(file, time: time);
        File.WriteAllText(file, Root.Certificate.ExportCertificatePem() + "\n" + Other.Certificate.ExportCertificatePem());

        time.Now += TimeSpan.FromSeconds(10);

        (await usual.GetAsync("", CancellationToken.None)).Count.Should().Be(2);
        (await slow.GetAsync("", CancellationToken.None)).Count.Should().Be(1);
    }

    [Fact]
    public void Block_IntermediatesOfTheBlockedSet_AreRefused() =>
        Find(PathTesting.Trust([Root]).Block(TrustAnchors.FromDer([Other.Der], [Issuing.Der]))).Should().Equal(SignatureReason.IssuerBlocked);

    [Fact]
    public void Pin_OneDomainTwice_MayUseEither()
    {
        TrustAnchors anchors = PathTesting.Trust([Root]);
        TrustAnchors root = anchors.Pin("customer.example", PathTesting.Trust([Root]));
        TrustAnchors other = anchors.Pin("customer.example", PathTesting.Trust([Other]));

        Find(root.Union(other)).Should().BeEmpty();
        Find(other.Union(root)).Should().BeEmpty();
        Find(root.Pin("customer.example", PathTesting.Trust([Other]))).Should().BeEmpty();
        Find(other.Union(other)).Should().Equal(SignatureReason.IssuerNotPinned);
    }

    [Fact]
    public async Task GetAsync_FileReadAgain_WaitsForItsNextInterval()
    {
        using var folder = new TemporaryDirectory();
        string file = Path.Combine(folder.Path, "anchors.der");
        File.WriteAllBytes(file, Root.Der);
        var time = new ManualTime(TestAuthority.Now);
        var provider = new FileTrustAnchors(file, TimeSpan.FromMinutes(1), time);

        time.Now += TimeSpan.FromMinutes(1);
        TrustAnchors first = await provider.GetAsync("", CancellationToken.None);
        File.WriteAllBytes(file, Other.Der);
        (await provider.GetAsync("", CancellationToken.None)).Should().BeSameAs(first);
        time.Now += TimeSpan.FromMinutes(1);
        (await provider.GetAsync("", CancellationToken.None)).Should().NotBeSameAs(first);
    }

    [Fact]
    public void FileTrustAnchors_TooLarge_IsRefused()
    {
        using var folder = new TemporaryDirectory();
        string file = Path.Combine(folder.Path, "large.pem");
        using (FileStream stream = File.Create(file))
        {
            stream.SetLength((16 << 20) + 1);
        }

        FluentActions.Invoking(() => new FileTrustAnchors(file)).Should().Throw<IOException>().WithMessage("*too large*");
    }

    [Fact]
    public async Task GetAsync_SystemsRoots_AreReadAgainAfterAnHour()
    {
        var time = new ManualTime(TestAuthority.Now);
        var provider = new SystemTrustAnchors(time: time);
        TrustAnchors first = await provider.GetAsync("", CancellationToken.None);

        time.Now += TimeSpan.FromHours(1) - TimeSpan.FromTicks(1);
        (await provider.GetAsync("", CancellationToken.None)).Should().BeSameAs(first);
        time.Now += TimeSpan.FromTicks(1);
        TrustAnchors second = await provider.GetAsync("", CancellationToken.None);
        second.Should().NotBeSameAs(first);
        (await provider.GetAsync("", CancellationToken.None)).Should().BeSameAs(second);
    }

    [Fact]
    public async Task GetAsync_Tenants_HaveTheirOwnBesideTheShared()
    {
        var provider = new TenantTrustAnchors(
            new FixedTrustAnchors(PathTesting.Trust([Root])), tenant => tenant == "acme" ? new FixedTrustAnchors(PathTesting.Trust([Other])) : null);

        (await provider.GetAsync("acme", CancellationToken.None)).Count.Should().Be(2);
        (await provider.GetAsync("other", CancellationToken.None)).Count.Should().Be(1);
    }

    [Fact]
    public async Task GetAsync_SystemWithAnInterval_IsReadAgainAfterIt()
    {
        var time = new ManualTime(TestAuthority.Now);
        var provider = new SystemTrustAnchors(TimeSpan.FromHours(3), time);
        TrustAnchors first = await provider.GetAsync("", CancellationToken.None);

        time.Now += TimeSpan.FromHours(2);
        (await provider.GetAsync("", CancellationToken.None)).Should().BeSameAs(first);
        time.Now += TimeSpan.FromHours(1);
        (await provider.GetAsync("", CancellationToken.None)).Should().NotBeSameAs(first);
    }

    private static IEnumerable<SignatureReason> Find(TrustAnchors anchors) =>
        SmimeHelpdesk.Verification.Pkix.CertificatePath.Find(Leaf, [Issuing.Parsed], anchors, TestAuthority.Now, SmimePolicy.Default).Reasons();
}

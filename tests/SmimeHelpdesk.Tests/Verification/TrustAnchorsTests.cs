using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class TrustAnchorsTests
{
    private static readonly PlannedCertificate Root = new CertificatePlan("CN=Root").Make();
    private static readonly PlannedCertificate Other = new CertificatePlan("CN=Other").Make();
    private static readonly PlannedCertificate Issuing = new CertificatePlan("CN=Issuing") { Issuer = Root }.Make();

    private static string Pem(params PlannedCertificate[] certificates) => string.Join("\r\n# text between\r\n", certificates.Select(certificate => certificate.Certificate.ExportCertificatePem()));

    [Fact]
    public void FromCertificates_Duplicates_CountOnce()
    {
        TrustAnchors anchors = TrustAnchors.FromCertificates([Root.Certificate, Root.Certificate, Other.Certificate], [Issuing.Certificate, Root.Certificate]);

        anchors.Count.Should().Be(2);
        anchors.Anchors.Select(anchor => anchor.Subject).Should().Equal("CN=Root", "CN=Other");
        anchors.Intermediates.Select(other => other.Subject).Should().Equal("CN=Issuing");
    }

    [Fact]
    public void FromPem_SeveralBlocksAndText_ReadsAll()
    {
        TrustAnchors anchors = TrustAnchors.FromPem("subject=CN=Root\n" + Pem(Root, Other), Pem(Issuing));

        anchors.Count.Should().Be(2);
        anchors.Intermediates.Should().ContainSingle();
        TrustAnchors.FromPem(Pem(Root).Replace(" CERTIFICATE", " X509 CERTIFICATE", StringComparison.Ordinal)).Count.Should().Be(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no PEM at all")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----")]
    public void FromPem_NoReadableCertificate_IsRefused(string pem)
    {
        FluentActions.Invoking(() => TrustAnchors.FromPem(pem)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => TrustAnchors.FromPem(Pem(Root), pem)).Should().Throw<ArgumentException>().WithParameterName("intermediatesPem");
    }

    [Fact]
    public void FromPem_OneOfSeveralDamaged_IsRefused() =>
        FluentActions.Invoking(() => TrustAnchors.FromPem(Pem(Root) + "\n-----BEGIN CERTIFICATE-----\nM*A=\n-----END CERTIFICATE-----\n")).Should().Throw<ArgumentException>();

    [Fact]
    public void FromDer_NotACertificate_IsRefused() =>
        FluentActions.Invoking(() => TrustAnchors.FromDer([new byte[] { 0x30, 0x00 }])).Should().Throw<ArgumentException>();

    [Fact]
    public void FromDer_BufferChangedAfterwards_ChangesNothing()
    {
        byte[] buffer = [.. Root.Der];
        TrustAnchors anchors = TrustAnchors.FromDer([buffer]);
        Array.Clear(buffer);

        anchors.Anchors[0].Der.ToArray().Should().Equal(Root.Der);
    }

    [Fact]
    public void Union_AnchorInOne_IsAnAnchor()
    {
        TrustAnchors left = TrustAnchors.FromDer([Root.Der], [Other.Der]);
        TrustAnchors right = TrustAnchors.FromDer([Other.Der], [Issuing.Der, Root.Der]);

        TrustAnchors union = left.Union(right);

        union.Anchors.Select(anchor => anchor.Subject).Should().BeEquivalentTo("CN=Root", "CN=Other");
        union.Intermediates.Select(other => other.Subject).Should().Equal("CN=Issuing");
        left.Count.Should().Be(1, "a set never changes");
    }

    [Fact]
    public void None_TrustsNobody()
    {
        TrustAnchors.None.Count.Should().Be(0);
        TrustAnchors.None.Union(TrustAnchors.None).Count.Should().Be(0);
    }

    [Fact]
    public void FromSystem_ReadsRootsWithoutDuplicates()
    {
        TrustAnchors anchors = TrustAnchors.FromSystem();
        using var store = new X509Store(StoreName.Root, StoreLocation.LocalMachine, OpenFlags.ReadOnly);

        anchors.Anchors.Select(anchor => anchor.Sha256).Should().OnlyHaveUniqueItems();
        anchors.Count.Should().BeGreaterThanOrEqualTo(store.Certificates.DistinctBy(root => root.Thumbprint).Count(root => ParsedCertificate.TryParse(root.RawDataMemory) is not null));
    }

    [Fact]
    public void Null_IsRefused()
    {
        FluentActions.Invoking(() => TrustAnchors.FromCertificates(null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => TrustAnchors.FromPem(null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => TrustAnchors.FromDer(null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => TrustAnchors.None.Union(null!)).Should().Throw<ArgumentNullException>();
    }
}

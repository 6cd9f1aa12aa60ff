using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class CertificateRulesTests
{
    private const string EmailProtection = "1.3.6.1.5.5.7.3.4";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private static readonly DateTimeOffset Past = TestAuthority.Now.AddSeconds(-1);
    private static readonly DateTimeOffset Future = TestAuthority.Now.AddSeconds(1);

    [Fact]
    public void Leaf_Expired_IsSaidWithItsFacts()
    {
        PathResult result = PathTesting.FindChain(leaf: plan => plan with { NotAfter = Past });

        result.Reasons().Should().Equal(SignatureReason.CertificateExpired);
        result.Findings[0].Facts.Should().Contain("notAfter", "2026-06-01T11:59:59Z").And.Contain("notBefore", "2025-06-01T12:00:00Z")
            .And.Contain("at", "2026-06-01T12:00:00Z").And.Contain("subject", "CN=Alice").And.Contain("issuer", "CN=Issuing");
    }

    [Fact]
    public void Leaf_NotYetValid_IsSaid() =>
        PathTesting.FindChain(leaf: plan => plan with { NotBefore = Future }).Reasons().Should().Equal(SignatureReason.CertificateNotYetValid);

    [Fact]
    public void Leaf_AtTheBounds_IsValid() =>
        PathTesting.FindChain(leaf: plan => plan with { NotBefore = TestAuthority.Now, NotAfter = TestAuthority.Now }).IsValid.Should().BeTrue();

    [Fact]
    public void Issuer_OutsideValidity_IsSaid()
    {
        PathTesting.FindChain(issuing: plan => plan with { NotAfter = Past }).Reasons().Should().Equal(SignatureReason.IssuerOutsideValidity);
        PathTesting.FindChain(issuing: plan => plan with { NotBefore = Future }).Reasons().Should().Equal(SignatureReason.IssuerOutsideValidity);
    }

    [Fact]
    public void Anchor_OutsideValidity_IsSaid()
    {
        PathResult result = PathTesting.FindChain(root: plan => plan with { NotAfter = Past });

        result.Reasons().Should().Equal(SignatureReason.IssuerOutsideValidity);
        result.Findings[0].Facts["subject"].Should().Be("CN=Root");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(null)]
    public void Intermediate_NotACertificationAuthority_IsInvalid(bool? isAuthority)
    {
        PathResult result = PathTesting.FindChain(issuing: plan => plan with { IsAuthority = isAuthority });

        result.Reasons().Should().Equal(SignatureReason.PathInvalid);
        result.Findings[0].Facts["expected"].Should().Be("basicConstraints cA");
    }

    [Fact]
    public void Intermediate_Version1_IsInvalid() =>
        PathTesting.FindChain(issuing: plan => plan with { IsVersion1 = true }).Reasons().Should().Equal(SignatureReason.PathInvalid);

    [Fact]
    public void Anchor_SaysThatItIsNoAuthority_IsInvalid() =>
        PathTesting.FindChain(root: plan => plan with { IsAuthority = false, Usage = null }).Reasons().Should().Equal(SignatureReason.PathInvalid);

    [Fact]
    public void Issuer_KeyUsageWithoutKeyCertSign_IsInvalid()
    {
        const int usage = KeyUsage.DigitalSignature | KeyUsage.CrlSign;

        PathTesting.FindChain(issuing: plan => plan with { Usage = usage }).Findings.Single().Facts["expected"].Should().Be("keyUsage keyCertSign");
        PathTesting.FindChain(root: plan => plan with { Usage = usage }).Findings.Single().Facts["expected"].Should().Be("keyUsage keyCertSign");
    }

    [Fact]
    public void Issuer_WithoutKeyUsage_IsValid() => PathTesting.FindChain(issuing: plan => plan with { Usage = null }).IsValid.Should().BeTrue();

    [Theory]
    [InlineData(ServerAuthentication, false)]
    [InlineData(EmailProtection, true)]
    [InlineData("2.5.29.37.0", true)]
    public void Issuer_ExtendedKeyUsage_MustAllowMail(string purpose, bool isValid)
    {
        PathTesting.FindChain(issuing: plan => plan with { Purposes = [purpose] }).Reasons().Should().Equal(isValid ? [] : [SignatureReason.NoEmailProtectionPurpose]);
        PathTesting.FindChain(root: plan => plan with { Purposes = [purpose] }).Reasons().Should().Equal(isValid ? [] : [SignatureReason.NoEmailProtectionPurpose]);
    }

    [Fact]
    public void UnknownCriticalExtension_Anywhere_IsSaid()
    {
        static CertificatePlan Critical(CertificatePlan plan) => plan with { Extensions = [("1.2.3.4.5", true, DerNull.Instance)] };

        PathTesting.FindChain(leaf: Critical).Findings.Single().Facts["actual"].Should().Be("1.2.3.4.5");
        PathTesting.FindChain(issuing: Critical).Reasons().Should().Equal(SignatureReason.UnknownCriticalExtension);
        PathTesting.FindChain(root: Critical).Reasons().Should().Equal(SignatureReason.UnknownCriticalExtension);
    }

    [Fact]
    public void UnknownExtension_NotCritical_IsIgnored() =>
        PathTesting.FindChain(leaf: plan => plan with { Extensions = [("1.2.3.4.5", false, DerNull.Instance)] }).IsValid.Should().BeTrue();

    [Fact]
    public void PathLength_LeafDirectlyBelow_IsValid() => PathTesting.FindChain(issuing: plan => plan with { PathLength = 0 }).IsValid.Should().BeTrue();

    [Fact]
    public void PathLength_OneAuthorityTooMany_IsInvalid()
    {
        PathResult result = FindBelow(new CertificatePlan("CN=Issuing") { PathLength = 0 }, "CN=Sub");

        result.Reasons().Should().Equal(SignatureReason.PathInvalid);
        result.Findings[0].Facts.Should().Contain("expected", "pathLenConstraint").And.Contain("subject", "CN=Sub");
    }

    [Fact]
    public void PathLength_OfTheAnchor_Counts() =>
        PathTesting.FindChain(root: plan => plan with { PathLength = 0 }).Reasons().Should().Equal(SignatureReason.PathInvalid);

    [Fact]
    public void PathLength_SelfIssuedAuthority_IsNotCounted() =>
        FindBelow(new CertificatePlan("CN=Issuing") { PathLength = 0 }, "CN=Issuing").IsValid.Should().BeTrue();

    private static PathResult FindBelow(CertificatePlan issuing, string subject)
    {
        PlannedCertificate root = new CertificatePlan("CN=Root").Make();
        PlannedCertificate first = (issuing with { Issuer = root }).Make();
        PlannedCertificate second = new CertificatePlan(subject) { Issuer = first }.Make();
        return PathTesting.Find(CertificatePlan.Leaf(second).Make(), [first, second], [root]);
    }
}

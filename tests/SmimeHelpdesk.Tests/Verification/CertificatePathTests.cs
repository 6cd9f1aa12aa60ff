using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class CertificatePathTests
{
    [Fact]
    public void Find_RootTrustedAndIntermediateInBag_IsValid()
    {
        (PlannedCertificate root, PlannedCertificate issuing, PlannedCertificate leaf) = PathTesting.Chain();

        PathResult result = PathTesting.Find(leaf, [leaf, issuing], [root]);

        result.Findings.Should().BeEmpty();
        result.Fingerprints().Should().Equal(PathTesting.Fingerprints(leaf, issuing, root));
        result.SignatureChecks.Should().Be(2);
        result.UsesWeakDigest.Should().BeFalse();
    }

    [Fact]
    public void Find_IntermediateOnlyKnownToTheHost_IsValid()
    {
        (PlannedCertificate root, PlannedCertificate issuing, PlannedCertificate leaf) = PathTesting.Chain();
        TrustAnchors anchors = TrustAnchors.FromDer([root.Der], [issuing.Der]);

        CertificatePath.Find(leaf, [], anchors, TestAuthority.Now, SmimePolicy.Default).IsValid.Should().BeTrue();
        anchors.Intermediates.Should().ContainSingle();
    }

    [Fact]
    public void Find_IntermediateAsAnchor_EndsThere()
    {
        (PlannedCertificate root, PlannedCertificate issuing, PlannedCertificate leaf) = PathTesting.Chain();

        PathResult result = PathTesting.Find(leaf, [root], [issuing]);

        result.IsValid.Should().BeTrue();
        result.Fingerprints().Should().Equal(PathTesting.Fingerprints(leaf, issuing));
    }

    [Fact]
    public void Find_HostKnowsIssuerButTrustsItNot_IsUntrusted()
    {
        (PlannedCertificate root, PlannedCertificate issuing, PlannedCertificate leaf) = PathTesting.Chain();
        TrustAnchors anchors = TrustAnchors.FromDer([], [root.Der, issuing.Der]);

        CertificatePath.Find(leaf, [], anchors, TestAuthority.Now, SmimePolicy.Default).Reasons().Should().Equal(SignatureReason.UntrustedIssuer);
    }

    [Fact]
    public void Find_HostKnowsIssuersBesideAnAnchorOfTheSameName_IsUntrusted()
    {
        (PlannedCertificate root, PlannedCertificate issuing, PlannedCertificate leaf) = PathTesting.Chain();
        TrustAnchors anchors = TrustAnchors.FromDer([new CertificatePlan("CN=Root").Make().Der], [root.Der, issuing.Der]);

        CertificatePath.Find(leaf, [], anchors, TestAuthority.Now, SmimePolicy.Default).Reasons().Should().Equal(SignatureReason.UntrustedIssuer);
    }

    [Fact]
    public void Find_SelfSignedRootOnlyInBag_IsNeverAnAnchor()
    {
        (PlannedCertificate root, PlannedCertificate issuing, PlannedCertificate leaf) = PathTesting.Chain();

        PathResult result = PathTesting.Find(leaf, [leaf, issuing, root], []);

        result.Reasons().Should().Equal(SignatureReason.UntrustedIssuer);
        result.Finding(SignatureReason.UntrustedIssuer).Facts["issuer"].Should().Be("CN=Root");
        result.Fingerprints().Should().Equal(PathTesting.Fingerprints(leaf, issuing, root));
    }

    [Fact]
    public void Find_BagHoldsRootThatImitatesTheAnchor_IsUntrusted()
    {
        (PlannedCertificate root, _, _) = PathTesting.Chain();
        (PlannedCertificate fake, PlannedCertificate issuing, PlannedCertificate leaf) =
            PathTesting.Chain(plan => plan with { SubjectKeyIdentifier = root.Parsed.Extensions.SubjectKeyIdentifier.ToArray() }, plan => plan with { AuthorityKeyIdentifier = [] });

        PathTesting.Find(leaf, [fake, issuing], [root]).Reasons().Should().Equal(SignatureReason.UntrustedIssuer);
    }

    [Fact]
    public void Find_IntermediateMissing_NamesTheMissingIssuer()
    {
        (PlannedCertificate root, _, PlannedCertificate leaf) = PathTesting.Chain();

        PathResult result = PathTesting.Find(leaf, [leaf], [root]);

        result.Reasons().Should().Equal(SignatureReason.UntrustedIssuer);
        result.Finding(SignatureReason.UntrustedIssuer).Facts["issuer"].Should().Be("CN=Issuing");
        result.Path.Should().ContainSingle();
        result.SignatureChecks.Should().Be(0);
    }

    [Fact]
    public void Find_LeafIsAnAnchorItself_IsAPathOfOne()
    {
        PlannedCertificate leaf = CertificatePlan.Leaf(null).Make();

        PathResult result = PathTesting.Find(leaf, [leaf], [leaf]);

        result.IsValid.Should().BeTrue();
        result.Fingerprints().Should().Equal(PathTesting.Fingerprints(leaf));
        PathTesting.Find(leaf, [leaf], [leaf], at: TestAuthority.Now.AddYears(6)).Reasons().Should().Equal(SignatureReason.CertificateExpired);
    }

    [Fact]
    public void Find_IssuedByATrustedPerson_IsInvalid()
    {
        PlannedCertificate person = CertificatePlan.Leaf(null).Make();
        PlannedCertificate forged = (CertificatePlan.Leaf(person, "bob@customer.example") with { Name = "CN=Bob" }).Make();

        PathTesting.Find(forged, [person], [person]).Reasons().Should().Contain(SignatureReason.PathInvalid).And.NotContain(SignatureReason.UntrustedIssuer);
    }

    [Fact]
    public void Find_SelfSignedLeafThatIsNotTrusted_IsUntrusted()
    {
        PlannedCertificate leaf = CertificatePlan.Leaf(null).Make();

        PathResult result = PathTesting.Find(leaf, [leaf], [PathTesting.Chain().Root]);

        result.Reasons().Should().Equal(SignatureReason.UntrustedIssuer);
        result.Path.Should().ContainSingle();
    }

    [Fact]
    public void Find_Version1Root_IsAnAnchor()
    {
        PathResult result = PathTesting.FindChain(root: plan => plan with { IsVersion1 = true });

        result.IsValid.Should().BeTrue();
        result.Path[^1].Extensions.HasBasicConstraints.Should().BeFalse();
    }

    [Fact]
    public void Find_RootWithoutKeyUsageAndBasicConstraints_IsAnAnchor() =>
        PathTesting.FindChain(root: plan => plan with { IsAuthority = null, Usage = null }).IsValid.Should().BeTrue();

    [Fact]
    public void Find_ExpiredAndNoAnchor_SaysBoth()
    {
        PlannedCertificate leaf = PathTesting.Chain(leaf: plan => plan with { NotAfter = TestAuthority.Now.AddDays(-1) }).Leaf;

        PathTesting.Find(leaf, [], []).Reasons().Should().BeEquivalentTo([SignatureReason.CertificateExpired, SignatureReason.UntrustedIssuer]);
    }

    [Fact]
    public void Find_AnotherCertificateBorrowsIssuerAndSerial_ChangesNothing()
    {
        (PlannedCertificate root, PlannedCertificate issuing, PlannedCertificate leaf) = PathTesting.Chain();
        PlannedCertificate twin = (new CertificatePlan("CN=Issuing") { IssuerName = "CN=Root", SerialNumber = 2, SubjectKeyIdentifier = issuing.Parsed.Extensions.SubjectKeyIdentifier.ToArray() }).Make();

        PathTesting.Find(leaf, [twin, issuing], [root]).Fingerprints().Should().Equal(PathTesting.Fingerprints(leaf, issuing, root));
        PathTesting.Find(leaf, [issuing, twin], [root]).Fingerprints().Should().Equal(PathTesting.Fingerprints(leaf, issuing, root));
    }

    [Fact]
    public void Find_NameWrittenDifferently_StillChains()
    {
        (PlannedCertificate root, PlannedCertificate issuing, _) = PathTesting.Chain(issuing: plan => plan with { Name = "CN=Issuing Authority,O=Example" });
        PlannedCertificate leaf = (CertificatePlan.Leaf(issuing) with { IssuerName = "CN=issuing   AUTHORITY,O= example" }).Make();

        PathTesting.Find(leaf, [issuing], [root]).IsValid.Should().BeTrue();
    }

    [Fact]
    public void Find_NameOfAnotherIssuer_DoesNotChain()
    {
        (PlannedCertificate root, PlannedCertificate issuing, _) = PathTesting.Chain();
        PlannedCertificate leaf = (CertificatePlan.Leaf(issuing) with { IssuerName = "CN=Somebody else" }).Make();

        PathTesting.Find(leaf, [issuing], [root]).Reasons().Should().Equal(SignatureReason.UntrustedIssuer);
    }

    [Fact]
    public void Find_NamesWithControlCharacters_FactsAreClean()
    {
        PlannedCertificate root = (new CertificatePlan("CN=x") { SubjectName = new X509Name("CN=Evil\\\r\\\n\u202Egnp.\u0007Root") }).Make();
        PlannedCertificate leaf = (CertificatePlan.Leaf(root) with { NotAfter = TestAuthority.Now.AddDays(-1) }).Make();

        IEnumerable<string> facts = PathTesting.Find(leaf, [root], []).Findings.SelectMany(finding => finding.Facts.Values);

        facts.Should().NotContain(fact => fact.Any(c => char.IsControl(c) || c == '\u202E')).And.Contain(fact => fact.Contains("Evil"));
    }
}

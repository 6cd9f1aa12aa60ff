using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

/// <summary>Bags of certificates that are made to cost: a stranger's mail must be judged within milliseconds.</summary>
[Collection(CpuTime.Name)]
public sealed class HostileBagTests
{
    private static readonly TimeSpan Allowed = TimeSpan.FromMilliseconds(250);

    [Theory]
    [InlineData(20)]
    [InlineData(32)]
    public void SameNamedAuthorities_NoAnchor_CostLittle(int count)
    {
        List<PlannedCertificate> bag = SelfSigned("CN=Clone", count);
        PlannedCertificate leaf = CertificatePlan.Leaf(bag[0]).Make();

        PathResult result = Measure(leaf, bag, []);

        result.Reasons().Should().Equal(SignatureReason.UntrustedIssuer);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(32)]
    public void SameNamedAuthorities_NamedLikeTheAnchor_CostLittle(int count)
    {
        List<PlannedCertificate> bag = SelfSigned("CN=Root", count);
        PlannedCertificate leaf = CertificatePlan.Leaf(bag[0]).Make();

        PathResult result = Measure(leaf, bag, [new CertificatePlan("CN=Root").Make()]);

        result.Reasons().Should().Equal(SignatureReason.UntrustedIssuer);
        result.SignatureChecks.Should().BeLessThanOrEqualTo(SmimeLimits.Default.MaximumPathWork);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(31)]
    public void SameNamedAuthorities_AroundAnHonestPath_HideItNot(int count)
    {
        (PlannedCertificate root, PlannedCertificate issuing, PlannedCertificate leaf) = PathTesting.Chain();
        byte[] identifier = issuing.Parsed.Extensions.SubjectKeyIdentifier.ToArray();
        List<PlannedCertificate> bag =
            [.. Enumerable.Range(0, count).Select(i => new CertificatePlan("CN=Issuing") { IssuerName = "CN=Root", SubjectKeyIdentifier = identifier, AuthorityKeyIdentifier = root.Parsed.Extensions.SubjectKeyIdentifier.ToArray(), SerialNumber = i }.Make()), issuing];

        PathResult result = Measure(leaf, bag, [root]);

        result.IsValid.Should().BeTrue();
        result.SignatureChecks.Should().BeLessThanOrEqualTo(count + 2);
    }

    [Fact]
    public void OneKeyInManyCertificates_IsCheckedOnce()
    {
        PlannedKey key = PlannedKey.Create("P-256");
        List<PlannedCertificate> bag = [.. Enumerable.Range(0, 32).Select(i => new CertificatePlan("CN=Clone") { Key = key, SerialNumber = i }.Make())];

        PathResult result = Measure(CertificatePlan.Leaf(bag[0]).Make(), bag, []);

        result.Reasons().Should().Equal(SignatureReason.UntrustedIssuer);
        result.SignatureChecks.Should().BeLessThanOrEqualTo(33);
    }

    [Fact]
    public void MeshBelowAnAnchor_EveryoneCertifiesEveryone_StaysWithinTheBudget()
    {
        PlannedCertificate root = new CertificatePlan("CN=Root").Make();
        PlannedKey[] keys = [.. Enumerable.Range(0, 6).Select(_ => PlannedKey.Create("P-256"))];
        List<PlannedCertificate> bag = [];
        PlannedCertificate[] signers = [.. keys.Select((key, i) => new CertificatePlan("CN=" + i) { Key = key }.Make())];
        foreach (int i in Enumerable.Range(0, keys.Length))
        {
            // Each is invalid for mail, so that every path has to be looked at.
            bag.Add(new CertificatePlan("CN=" + i) { Key = keys[i], Issuer = root, Purposes = ["1.3.6.1.5.5.7.3.1"] }.Make());
            bag.AddRange(signers.Where((_, other) => other != i).Select(issuer => new CertificatePlan("CN=" + i) { Key = keys[i], Issuer = issuer, Purposes = ["1.3.6.1.5.5.7.3.1"] }.Make()));
        }

        PathResult result = Measure(CertificatePlan.Leaf(signers[0]).Make(), bag, [root]);

        result.Reasons().Should().Contain(SignatureReason.NoEmailProtectionPurpose).And.Contain(SignatureReason.LimitExceeded);
    }

    [Fact]
    public void MeshBelowAnAnchor_OneHonestWay_IsFound()
    {
        PlannedCertificate root = new CertificatePlan("CN=Root").Make();
        PlannedCertificate[] signers = [.. Enumerable.Range(0, 5).Select(i => new CertificatePlan("CN=" + i).Make())];
        List<PlannedCertificate> bag = [.. signers, new CertificatePlan("CN=0") { Key = signers[0].Key, Issuer = root }.Make()];
        bag.AddRange(signers.SelectMany(subject => signers.Where(issuer => issuer != subject)
            .Select(issuer => new CertificatePlan(subject.Parsed.Subject) { Key = subject.Key, Issuer = issuer }.Make())));

        Measure(CertificatePlan.Leaf(signers[4]).Make(), bag, [root]).IsValid.Should().BeTrue();
    }

    [Fact]
    public void Cycle_OfTwoAndOfOne_Ends()
    {
        PlannedCertificate a = new CertificatePlan("CN=A").Make();
        PlannedCertificate b = new CertificatePlan("CN=B") { Issuer = a }.Make();
        PlannedCertificate back = new CertificatePlan("CN=A") { Key = a.Key, Issuer = b }.Make();
        PlannedCertificate leaf = CertificatePlan.Leaf(b).Make();

        Measure(leaf, [a, b, back], []).Reasons().Should().Equal(SignatureReason.UntrustedIssuer);
        Measure(leaf, [b, back], []).Reasons().Should().Equal(SignatureReason.UntrustedIssuer);
        Measure(leaf, [b, back], [new CertificatePlan("CN=A").Make()]).Reasons().Should().Equal(SignatureReason.UntrustedIssuer);
        Measure(leaf, [b, back], [a]).IsValid.Should().BeTrue();
    }

    [Fact]
    public void SlowestKeys_ThirtyTwoOfThem_CostLittle()
    {
        PlannedKey[] keys = [.. Enumerable.Range(0, 31).Select(_ => PlannedKey.Create("brainpoolP512r1"))];
        List<PlannedCertificate> bag = [.. keys.Select(key => new CertificatePlan("CN=Root") { Key = key, SubjectKeyIdentifier = [1], AuthorityKeyIdentifier = [1] }.Make())];
        PlannedCertificate anchor = new CertificatePlan("CN=Root") { Key = PlannedKey.Create("brainpoolP512r1"), SubjectKeyIdentifier = [1] }.Make();

        Measure(CertificatePlan.Leaf(bag[0]).Make(), bag, [anchor]).IsValid.Should().BeFalse();
    }

    private static List<PlannedCertificate> SelfSigned(string name, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new CertificatePlan(name) { SerialNumber = i, SubjectKeyIdentifier = [1], AuthorityKeyIdentifier = [1] }.Make())];

    private static PathResult Measure(PlannedCertificate leaf, List<PlannedCertificate> bag, PlannedCertificate[] anchors)
    {
        PathResult result = PathTesting.Find(leaf, bag, anchors);
        result.SignatureChecks.Should().BeLessThanOrEqualTo(SmimeLimits.Default.MaximumPathWork);
        CpuTime.Measure(Allowed, () => PathTesting.Find(leaf, bag, anchors)).Should().BeLessThan(Allowed);
        return result;
    }
}

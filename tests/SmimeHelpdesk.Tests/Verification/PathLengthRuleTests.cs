using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

/// <summary>pathLenConstraint, counted from where it stands (RFC 5280 sections 4.2.1.9 and 6.1.4).</summary>
public sealed class PathLengthRuleTests
{
    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 1, false)]
    [InlineData(1, 1, true)]
    [InlineData(1, 2, false)]
    [InlineData(2, 2, true)]
    [InlineData(2, 3, false)]
    [InlineData(null, 5, true)]
    public void Check_AnchorsConstraint_CountsTheAuthoritiesBelowIt(int? length, int below, bool holds)
    {
        PlannedCertificate anchor = new CertificatePlan("CN=Root") { PathLength = length }.Make();

        Holds(Below(anchor, [.. Enumerable.Range(0, below).Select(i => "CN=" + i)])).Should().Be(holds);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Check_SelfIssuedAuthority_DoesNotCount(int length)
    {
        PlannedCertificate anchor = new CertificatePlan("CN=Root") { PathLength = length }.Make();

        Holds(Below(anchor, "CN=Root")).Should().BeTrue();
        Holds(Below(anchor, ["CN=Root", .. Enumerable.Repeat("CN=Other", length)])).Should().BeTrue();
        Holds(Below(anchor, ["CN=Root", .. Enumerable.Range(0, length + 1).Select(i => "CN=" + i)])).Should().BeFalse();
    }

    [Fact]
    public void Check_LaterConstraint_CanOnlyLower()
    {
        PlannedCertificate anchor = new CertificatePlan("CN=Root") { PathLength = 1 }.Make();
        PlannedCertificate generous = new CertificatePlan("CN=Generous") { Issuer = anchor, PathLength = 7 }.Make();
        PlannedCertificate next = new CertificatePlan("CN=Next") { Issuer = generous }.Make();

        Holds([CertificatePlan.Leaf(next).Make(), next, generous, anchor]).Should().BeFalse();
        Holds([CertificatePlan.Leaf(generous).Make(), generous, anchor]).Should().BeTrue();
    }

    [Fact]
    public void Check_Violated_NamesTheAuthorityThatIsTooMany()
    {
        PlannedCertificate anchor = new CertificatePlan("CN=Root") { PathLength = 1 }.Make();
        var findings = new PathFindings();

        PathLengthRule.Check(Below(anchor, "CN=First", "CN=Second"), findings);

        findings.All.Should().ContainSingle().Which.Facts.Should().Contain("subject", "CN=Second").And.Contain("expected", "pathLenConstraint");
    }

    // Leaf first, as paths are.
    private static List<ParsedCertificate> Below(PlannedCertificate anchor, params string[] names)
    {
        List<PlannedCertificate> line = [anchor];
        foreach (string name in names)
        {
            line.Add(new CertificatePlan(name) { Issuer = line[^1], SerialNumber = line.Count + 1 }.Make());
        }

        line.Add(CertificatePlan.Leaf(line[^1]).Make());
        line.Reverse();
        return [.. line.Select(certificate => certificate.Parsed)];
    }

    private static bool Holds(IReadOnlyList<ParsedCertificate> path)
    {
        var findings = new PathFindings();
        PathLengthRule.Check(path, findings);
        return findings.All.Count == 0;
    }
}

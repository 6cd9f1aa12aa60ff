using Org.BouncyCastle.Asn1;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

/// <summary>Certificate policies (RFC 5280 section 6.1, RFC 9618). NIST's suite has more of them.</summary>
[Collection(CpuTime.Name)]
public sealed class PolicyRuleTests
{
    private const string Any = "2.5.29.32.0";
    private const string First = "1.2.3.1";
    private const string Second = "1.2.3.2";
    private static readonly (string, bool, Asn1Encodable) RequireNow = Constraints(requireExplicit: 0);

    [Theory]
    [InlineData(First, First, true)]
    [InlineData(First, Second, false)]
    [InlineData(First, null, false)]
    [InlineData(null, First, false)]
    [InlineData(Any, First, true)]
    [InlineData(First, Any, true)]
    [InlineData(Any, Any, true)]
    public void Required_IssuerAndLeaf_MustShareAPolicy(string? issuer, string? leaf, bool isValid) =>
        Find([RequireNow, .. Policies(issuer)], [.. Policies(leaf)]).Should().Be(isValid);

    [Theory]
    [InlineData(First, Second)]
    [InlineData(null, null)]
    public void NotRequired_Anything_IsValid(string? issuer, string? leaf) => Find([.. Policies(issuer)], [.. Policies(leaf)]).Should().BeTrue();

    [Fact]
    public void RequiredByTheLeafItself_WithoutPolicy_IsInvalid()
    {
        Find([], [RequireNow]).Should().BeFalse();
        Find([], [Constraints(requireExplicit: 1)]).Should().BeTrue();
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void RequiredAfterSomeCertificates_CountsThem(int skip, bool isValid) => Find([Constraints(requireExplicit: skip)], []).Should().Be(isValid);

    [Fact]
    public void Mapping_IssuersPolicyToTheLeafs_IsFollowed()
    {
        Find([RequireNow, .. Policies(First), Mapping(First, Second)], [.. Policies(Second)]).Should().BeTrue();
        Find([RequireNow, .. Policies(First), Mapping(First, Second)], [.. Policies(First)]).Should().BeFalse("the mapping replaces what is expected");
        Find([RequireNow, .. Policies(Any), Mapping(First, Second)], [.. Policies(Second)]).Should().BeTrue();
    }

    [Theory]
    [InlineData(Any, First)]
    [InlineData(First, Any)]
    public void Mapping_FromOrToAnyPolicy_IsInvalid(string issuer, string subject) => Find([Mapping(issuer, subject)], []).Should().BeFalse();

    [Fact]
    public void Mapping_Inhibited_RemovesThePolicy()
    {
        (string, bool, Asn1Encodable)[] leaf = [.. Policies(Second)];

        FindBelow([Constraints(requireExplicit: 0, inhibitMapping: 0), .. Policies(First)], [.. Policies(First), Mapping(First, Second)], leaf).Should().BeFalse();
        FindBelow([RequireNow, .. Policies(First)], [.. Policies(First), Mapping(First, Second)], leaf).Should().BeTrue();
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void AnyPolicy_Inhibited_DoesNotStandForThePolicy(int skip, bool isValid)
    {
        (string, bool, Asn1Encodable) inhibit = ("2.5.29.54", true, DerInteger.ValueOf(skip));

        Find([RequireNow, .. Policies(First), inhibit], [.. Policies(Any)]).Should().Be(isValid);
    }

    [Fact]
    public void Violated_SaysWhich()
    {
        PathResult result = PathTesting.FindChain(issuing: plan => plan with { Extensions = [RequireNow] });

        result.Reasons().Should().Equal(SignatureReason.PathInvalid);
        result.Findings[0].Facts["expected"].Should().Be("certificatePolicies");
    }

    [Fact]
    public void ManyPoliciesMappedToMany_CostLittle()
    {
        // What makes a tree of policies grow exponentially: each of many is mapped to all of many, on every level.
        string[] policies = [.. Enumerable.Range(0, 30).Select(i => "1.2.3." + i)];
        (string, bool, Asn1Encodable)[] extensions = [Policies(policies), Mapping([.. policies.SelectMany(one => policies.Select(other => (one, other)))])];
        PlannedCertificate top = new CertificatePlan("CN=Root").Make();
        List<PlannedCertificate> line = [top];
        for (int i = 0; i < 8; i++)
        {
            line.Add(new CertificatePlan("CN=" + i) { Issuer = line[^1], Extensions = i == 0 ? [RequireNow, .. extensions] : extensions }.Make());
        }

        PlannedCertificate leaf = (CertificatePlan.Leaf(line[^1]) with { Extensions = [Policies(policies[..1])] }).Make();
        PathTesting.Find(leaf, line, [top]).IsValid.Should().BeTrue();
        CpuTime.Measure(TimeSpan.FromMilliseconds(250), () => PathTesting.Find(leaf, line, [top])).Should().BeLessThan(TimeSpan.FromMilliseconds(250));
    }

    private static bool Find((string, bool, Asn1Encodable)[] issuing, (string, bool, Asn1Encodable)[] leaf) =>
        PathTesting.FindChain(issuing: plan => plan with { Extensions = issuing }, leaf: plan => plan with { Extensions = leaf }).IsValid;

    private static bool FindBelow((string, bool, Asn1Encodable)[] upper, (string, bool, Asn1Encodable)[] lower, (string, bool, Asn1Encodable)[] leaf)
    {
        PlannedCertificate root = new CertificatePlan("CN=Root").Make();
        PlannedCertificate first = new CertificatePlan("CN=Upper") { Issuer = root, Extensions = upper }.Make();
        PlannedCertificate second = new CertificatePlan("CN=Lower") { Issuer = first, Extensions = lower }.Make();
        return PathTesting.Find((CertificatePlan.Leaf(second) with { Extensions = leaf }).Make(), [first, second], [root]).IsValid;
    }

    private static IEnumerable<(string, bool, Asn1Encodable)> Policies(string? policy) => policy is null ? [] : [Policies([policy])];

    private static (string, bool, Asn1Encodable) Policies(string[] policies) =>
        ("2.5.29.32", false, new DerSequence(policies.Select(Asn1Encodable (policy) => new DerSequence(new DerObjectIdentifier(policy))).ToArray()));

    private static (string, bool, Asn1Encodable) Mapping(string issuer, string subject) => Mapping([(issuer, subject)]);

    private static (string, bool, Asn1Encodable) Mapping((string Issuer, string Subject)[] pairs) =>
        ("2.5.29.33", true, new DerSequence(pairs.Select(Asn1Encodable (pair) => new DerSequence(new DerObjectIdentifier(pair.Issuer), new DerObjectIdentifier(pair.Subject))).ToArray()));

    private static (string, bool, Asn1Encodable) Constraints(int? requireExplicit = null, int? inhibitMapping = null)
    {
        var elements = new Asn1EncodableVector();
        foreach ((int tag, int? value) in new[] { (0, requireExplicit), (1, inhibitMapping) })
        {
            if (value is { } count)
            {
                elements.Add(new DerTaggedObject(false, tag, DerInteger.ValueOf(count)));
            }
        }

        return ("2.5.29.36", true, new DerSequence(elements));
    }
}

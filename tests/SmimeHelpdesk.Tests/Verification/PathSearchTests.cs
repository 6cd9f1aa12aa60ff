using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class PathSearchTests
{
    private static readonly DateTimeOffset Past = TestAuthority.Now.AddDays(-1);

    [Fact]
    public void Find_OneOfTwoPathsIsExpired_TheOtherWins()
    {
        Crossed crossed = Cross(plan => plan with { NotAfter = Past });

        PathResult result = PathTesting.Find(crossed.Leaf, [crossed.ByFirst, crossed.BySecond], [crossed.First, crossed.Second]);

        result.IsValid.Should().BeTrue();
        result.Fingerprints().Should().Equal(PathTesting.Fingerprints(crossed.Leaf, crossed.BySecond, crossed.Second));
    }

    [Fact]
    public void Find_OneOfTwoPathsLeadsToAnUntrustedRoot_TheOtherWins()
    {
        Crossed crossed = Cross(plan => plan);

        PathTesting.Find(crossed.Leaf, [crossed.ByFirst, crossed.BySecond, crossed.First], [crossed.Second]).IsValid.Should().BeTrue();
        PathTesting.Find(crossed.Leaf, [crossed.ByFirst, crossed.BySecond, crossed.Second], [crossed.First]).IsValid.Should().BeTrue();
    }

    [Fact]
    public void Find_NoPathIsValid_TheMostBenignExplains()
    {
        Crossed crossed = Cross(plan => plan with { NotAfter = Past }, plan => plan with { IsAuthority = false });

        PathResult result = PathTesting.Find(crossed.Leaf, [crossed.ByFirst, crossed.BySecond], [crossed.First, crossed.Second]);

        result.Reasons().Should().Equal(SignatureReason.IssuerOutsideValidity);
        result.Fingerprints().Should().Equal(PathTesting.Fingerprints(crossed.Leaf, crossed.ByFirst, crossed.First));
    }

    [Fact]
    public void Find_AnchorReissuedWithTheSameKey_EitherIsEnough()
    {
        (PlannedCertificate old, PlannedCertificate issuing, PlannedCertificate leaf) = PathTesting.Chain(root: plan => plan with { NotAfter = Past });
        PlannedCertificate renewed = new CertificatePlan("CN=Root") { Key = old.Key, SerialNumber = 9 }.Make();

        PathTesting.Find(leaf, [issuing], [old]).Reasons().Should().Equal(SignatureReason.IssuerOutsideValidity);
        PathTesting.Find(leaf, [issuing], [old, renewed]).IsValid.Should().BeTrue();
        PathTesting.Find(leaf, [issuing, old], [renewed]).IsValid.Should().BeTrue();
    }

    [Fact]
    public void Find_AnyOrderOfBagAndAnchors_SameResult()
    {
        Crossed crossed = Cross(plan => plan with { NotAfter = Past }, plan => plan with { Usage = Org.BouncyCastle.Asn1.X509.KeyUsage.CrlSign });
        PlannedCertificate[] bag = [crossed.Leaf, crossed.ByFirst, crossed.BySecond, .. SameNamed("CN=Issuing", 8), .. PathTesting.Chain().Issuing.Parsed.IsSelfIssued ? [] : new[] { PathTesting.Chain().Root }];
        PathResult expected = PathTesting.Find(crossed.Leaf, bag, [crossed.First, crossed.Second]);
        var random = new Random(4711);
        for (int i = 0; i < 50; i++)
        {
            PlannedCertificate[] anchors = [crossed.First, crossed.Second];
            random.Shuffle(bag);
            random.Shuffle(anchors);

            PathResult result = PathTesting.Find(crossed.Leaf, bag, anchors);

            result.Fingerprints().Should().Equal(expected.Fingerprints());
            result.Findings.Should().BeEquivalentTo(expected.Findings, options => options.WithStrictOrdering());
            result.SignatureChecks.Should().Be(expected.SignatureChecks);
        }
    }

    [Fact]
    public void Find_LongerThanAllowed_IsLimitExceeded()
    {
        List<PlannedCertificate> line = Line(11);
        SmimePolicy tighter = SmimePolicy.Default with { Limits = SmimeLimits.Default with { MaximumPathLength = 4 } };

        PathTesting.Find(line[^1], line[1..], [line[0]]).Reasons().Should().Equal(SignatureReason.LimitExceeded);
        PathTesting.Find(line[9], line[1..], [line[0]]).IsValid.Should().BeTrue("ten certificates are allowed, anchor included");
        PathTesting.Find(line[3], line, [line[0]], tighter).IsValid.Should().BeTrue();
        PathTesting.Find(line[4], line, [line[0]], tighter).Reasons().Should().Equal(SignatureReason.LimitExceeded);
    }

    [Fact]
    public void Find_BudgetOfChecksSpent_IsLimitExceeded()
    {
        (PlannedCertificate root, PlannedCertificate issuing, PlannedCertificate leaf) = PathTesting.Chain();
        SmimePolicy policy = SmimePolicy.Default with { Limits = SmimeLimits.Default with { MaximumPathWork = 1 } };

        PathResult result = PathTesting.Find(leaf, [issuing], [root], policy);

        result.Reasons().Should().Equal(SignatureReason.LimitExceeded);
        result.SignatureChecks.Should().Be(1);
    }

    [Fact]
    public void Find_BudgetSpentButLeafExpired_SaysBoth()
    {
        (PlannedCertificate root, PlannedCertificate issuing, PlannedCertificate leaf) = PathTesting.Chain(leaf: plan => plan with { NotAfter = Past });
        SmimePolicy policy = SmimePolicy.Default with { Limits = SmimeLimits.Default with { MaximumPathWork = 0 } };

        PathTesting.Find(leaf, [issuing], [root], policy).Reasons().Should().BeEquivalentTo([SignatureReason.CertificateExpired, SignatureReason.LimitExceeded]);
    }

    [Fact]
    public void Find_MorePathsThanMayBeValidated_IsLimitExceeded()
    {
        // One root key in four certificates that have all expired: no further signature to check, and four paths, looked at twice.
        (PlannedCertificate root, PlannedCertificate issuing, PlannedCertificate leaf) = PathTesting.Chain(root: plan => plan with { NotAfter = Past });
        PlannedCertificate[] roots = [root, .. Enumerable.Range(0, 3).Select(i => new CertificatePlan("CN=Root") { Key = root.Key, SerialNumber = 10 + i, NotAfter = Past }.Make())];

        PathTesting.Find(leaf, [issuing], roots, Work(8)).Reasons().Should().Equal(SignatureReason.IssuerOutsideValidity);
        PathTesting.Find(leaf, [issuing], roots, Work(7)).Reasons().Should().Equal(SignatureReason.IssuerOutsideValidity, SignatureReason.LimitExceeded);
    }

    [Fact]
    public void Find_ValidPathAmongMany_EndsTheSearch()
    {
        (PlannedCertificate root, PlannedCertificate issuing, PlannedCertificate leaf) = PathTesting.Chain();
        PlannedCertificate[] roots = [root, .. Enumerable.Range(0, 3).Select(i => new CertificatePlan("CN=Root") { Key = root.Key, SerialNumber = 10 + i }.Make())];

        PathResult result = PathTesting.Find(leaf, [issuing], roots, Work(2));

        result.IsValid.Should().BeTrue();
        result.SignatureChecks.Should().Be(2);
    }

    [Fact]
    public void Find_FirstPathIsValid_ChecksOneSignaturePerCertificateOfIt()
    {
        Crossed crossed = Cross(plan => plan);

        PathResult result = PathTesting.Find(crossed.Leaf, [crossed.ByFirst, crossed.BySecond], [crossed.First, crossed.Second]);

        result.IsValid.Should().BeTrue();
        result.SignatureChecks.Should().Be(2);
    }

    [Fact]
    public void Find_AuthoritiesThatCertifyEachOther_AreEachNamedOnce()
    {
        PlannedCertificate first = new CertificatePlan("CN=First").Make();
        PlannedCertificate second = new CertificatePlan("CN=Second").Make();
        PlannedCertificate firstBySecond = new CertificatePlan("CN=First") { Issuer = second, Key = first.Key }.Make();
        PlannedCertificate secondByFirst = new CertificatePlan("CN=Second") { Issuer = first, Key = second.Key }.Make();

        PathResult result = PathTesting.Find(CertificatePlan.Leaf(firstBySecond).Make(), [firstBySecond, secondByFirst], [new CertificatePlan("CN=Elsewhere").Make()]);

        result.Reasons().Should().Equal(SignatureReason.UntrustedIssuer);
        result.Path.Should().HaveCount(3);
        result.Fingerprints().Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Find_BlockedLeaf_IsRefusedBeforeAnySearch()
    {
        (PlannedCertificate root, PlannedCertificate issuing, PlannedCertificate leaf) = PathTesting.Chain();
        TrustAnchors anchors = PathTesting.Trust([root]).Block(PathTesting.Trust([leaf]));

        PathResult result = CertificatePath.Find(leaf, [issuing.Parsed], anchors, TestAuthority.Now, SmimePolicy.Default);

        result.Reasons().Should().Equal(SignatureReason.IssuerBlocked);
    }

    [Fact]
    public void Find_BlockedCertificateOfTheIssuersName_CountsOnlyWhereItsKeySigned()
    {
        (PlannedCertificate _, PlannedCertificate issuing, PlannedCertificate leaf) = PathTesting.Chain();
        PlannedCertificate namesake = new CertificatePlan("CN=Issuing") { SerialNumber = 77 }.Make();
        TrustAnchors none = PathTesting.Trust([new CertificatePlan("CN=Elsewhere").Make()]);

        Blocked(namesake).Should().Equal(SignatureReason.UntrustedIssuer);
        Blocked(issuing).Should().Equal(SignatureReason.IssuerBlocked);

        IEnumerable<SignatureReason> Blocked(PlannedCertificate certificate) =>
            CertificatePath.Find(leaf, [], none.Block(PathTesting.Trust([certificate])), TestAuthority.Now, SmimePolicy.Default).Reasons();
    }

    [Fact]
    public void Find_ValidPathAfterTheBudgetIsSpent_IsValidWithoutAnyFinding()
    {
        // Asked in this order: the one that is no authority, the one without a key identifier, those that none of the anchors signed.
        Crossed crossed = Cross(plan => plan with { IsAuthority = false }, plan => plan with { SubjectKeyIdentifier = [] });
        PlannedCertificate[] noise = [.. SameNamed("CN=Issuing", 4)];

        PathResult result = PathTesting.Find(crossed.Leaf, [crossed.ByFirst, crossed.BySecond, .. noise], [crossed.First, crossed.Second], Work(3));

        result.Findings.Should().BeEmpty();
        result.SignatureChecks.Should().Be(3);
    }

    [Fact]
    public void Find_LongLineWithoutAnchor_IsClimbedAsFarAsAllowed()
    {
        List<PlannedCertificate> line = Line(8);
        SmimePolicy tighter = SmimePolicy.Default with { Limits = SmimeLimits.Default with { MaximumPathLength = 4 } };

        PathTesting.Find(line[^1], line, [], tighter).Path.Should().HaveCount(4);
        PathTesting.Find(line[^1], line, []).Path.Should().HaveCount(8);
    }

    private static SmimePolicy Work(int maximum) => SmimePolicy.Default with { Limits = SmimeLimits.Default with { MaximumPathWork = maximum } };

    private static List<PlannedCertificate> Line(int length)
    {
        var line = new List<PlannedCertificate> { new CertificatePlan("CN=0").Make() };
        while (line.Count < length)
        {
            line.Add(new CertificatePlan("CN=" + line.Count) { Issuer = line[^1] }.Make());
        }

        return line;
    }

    private static IEnumerable<PlannedCertificate> SameNamed(string name, int count) =>
        Enumerable.Range(0, count).Select(i => new CertificatePlan(name) { IssuerName = "CN=First", SerialNumber = 100 + i }.Make());

    // One issuing key, certified by two roots.
    private static Crossed Cross(Func<CertificatePlan, CertificatePlan> byFirst, Func<CertificatePlan, CertificatePlan>? bySecond = null)
    {
        PlannedCertificate first = new CertificatePlan("CN=First").Make();
        PlannedCertificate second = new CertificatePlan("CN=Second").Make();
        PlannedCertificate issuing = byFirst(new CertificatePlan("CN=Issuing") { Issuer = first }).Make();
        PlannedCertificate crossed = (bySecond ?? (plan => plan))(new CertificatePlan("CN=Issuing") { Issuer = second, Key = issuing.Key }).Make();
        return new Crossed(first, second, issuing, crossed, CertificatePlan.Leaf(issuing).Make());
    }

    private sealed record Crossed(PlannedCertificate First, PlannedCertificate Second, PlannedCertificate ByFirst, PlannedCertificate BySecond, PlannedCertificate Leaf);
}

using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class IssuerPoolTests
{
    private static readonly PlannedCertificate Signer = Make([1]);
    private static readonly ParsedCertificate Leaf = CertificatePlan.Leaf(Signer).Make();

    [Fact]
    public void IssuersOf_KeyIdentifier_RanksFirst()
    {
        PlannedCertificate other = Make([2]);
        PlannedCertificate without = Make([]);
        PlannedCertificate expired = Make([1], TestAuthority.Now.AddDays(-1));

        Order([other, without, expired], []).Should().Equal(PathTesting.Fingerprints(expired, without, other));
        Order([expired], [other, without]).Should().Equal(PathTesting.Fingerprints(expired, without, other), "it outranks being an anchor");
    }

    [Fact]
    public void IssuersOf_ValidNow_RanksBeforeExpired()
    {
        for (int i = 0; i < 8; i++)
        {
            PlannedCertificate expired = Make([1], TestAuthority.Now.AddDays(-1));
            PlannedCertificate valid = Make([1]);

            Order([valid], [expired]).Should().Equal(PathTesting.Fingerprints(valid, expired), "it outranks being an anchor");
            Order([expired, valid], []).Should().Equal(PathTesting.Fingerprints(valid, expired));
        }
    }

    [Fact]
    public void IssuersOf_Source_RanksAnchorsBeforeIntermediatesBeforeTheMessage()
    {
        for (int i = 0; i < 8; i++)
        {
            PlannedCertificate[] three = [Make([1]), Make([1]), Make([1])];
            TrustAnchors anchors = TrustAnchors.FromDer([three[0].Der], [three[1].Der]);

            new IssuerPool([three[2]], anchors, TestAuthority.Now).IssuersOf(Leaf).Select(issuer => issuer.Certificate.Sha256).Should().Equal(PathTesting.Fingerprints(three));
        }
    }

    [Fact]
    public void IssuersOf_Equal_AreOrderedByTheirContentAlone()
    {
        PlannedCertificate[] twins = [.. Enumerable.Range(0, 8).Select(_ => Make([1]))];

        Order(twins, []).Should().Equal(Order(twins.Reverse(), [])).And.BeInAscendingOrder(StringComparer.Ordinal).And.HaveCount(8);
    }

    [Fact]
    public void IssuersOf_SameCertificateInMessageAndAnchors_IsTheAnchor()
    {
        IssuerCandidate only = new IssuerPool([Signer, Signer], PathTesting.Trust([Signer]), TestAuthority.Now).IssuersOf(Leaf).Should().ContainSingle().Subject;

        only.IsAnchor.Should().BeTrue();
    }

    [Fact]
    public void IssuersOf_CertificateItself_IsNotItsIssuer() =>
        new IssuerPool([Signer], TrustAnchors.None, TestAuthority.Now).IssuersOf(Signer).Should().BeEmpty();

    [Fact]
    public void Named_NoName_NobodyIsTheIssuer()
    {
        X509Name nobody = X509Name.GetInstance(new DerSequence());
        PlannedCertificate nameless = new CertificatePlan("CN=x") { SubjectName = nobody, IssuerName = "CN=y" }.Make();

        new IssuerIndex([new IssuerCandidate(nameless, CandidateSource.Message)]).Named(DirectoryName.Read(nobody)).Should().BeEmpty();
    }

    [Fact]
    public void PathWalk_Cycle_NeverUsesANameWithItsKeyTwice()
    {
        PlannedCertificate root = new CertificatePlan("CN=Root").Make();
        PlannedCertificate a = new CertificatePlan("CN=A") { Issuer = root }.Make();
        PlannedCertificate b = new CertificatePlan("CN=B") { Issuer = a }.Make();
        PlannedCertificate back = new CertificatePlan("CN=A") { Key = a.Key, Issuer = b }.Make();
        ParsedCertificate leaf = CertificatePlan.Leaf(b).Make();
        var pool = new IssuerPool([a, b, back], PathTesting.Trust([root]), TestAuthority.Now);
        var budget = new PathBudget(SmimeLimits.Default);
        var anchored = new AnchoredCertificates(pool.Ancestors(leaf).Certificates, pool, new IssuerSignatures(SmimeLimits.Default, budget), acceptDefects: false);
        while (anchored.Grow())
        {
        }

        anchored.Contains(back).Should().BeTrue();
        new PathWalk(pool, anchored, budget, 10).From(leaf).Select(path => path.Count).Should().Equal(4);
    }

    [Fact]
    public void PathWalk_SameNameWithAnotherKey_IsARolloverAndNoLoop()
    {
        PlannedCertificate root = new CertificatePlan("CN=Root").Make();
        PlannedCertificate old = new CertificatePlan("CN=Issuing") { Issuer = root, SerialNumber = 2 }.Make();
        PlannedCertificate renewed = new CertificatePlan("CN=Issuing") { Issuer = old, SerialNumber = 3 }.Make();

        PathTesting.Find(CertificatePlan.Leaf(renewed).Make(), [old, renewed], [root]).IsValid.Should().BeTrue();
    }

    [Fact]
    public void BlockedIssuersOf_CertificatesOfTheMessageWithABlockedKey_AreAmongThem()
    {
        PlannedCertificate blocked = new CertificatePlan("CN=Earlier name") { Key = Signer.Key }.Make();
        TrustAnchors anchors = PathTesting.Trust([new CertificatePlan("CN=Root").Make()]).Block(PathTesting.Trust([blocked]));

        var pool = new IssuerPool([Signer], anchors, TestAuthority.Now);

        pool.BlockedIssuersOf(Leaf).Should().Equal(Signer.Parsed);
        pool.IssuersOf(Leaf).Should().BeEmpty();
        CertificatePath.Find(Leaf, [Signer], anchors, TestAuthority.Now, SmimePolicy.Default).Reasons().Should().Equal(SignatureReason.IssuerBlocked);
    }

    private static PlannedCertificate Make(byte[] keyIdentifier, DateTimeOffset? notAfter = null) =>
        new CertificatePlan("CN=Issuer") { SubjectKeyIdentifier = keyIdentifier, NotAfter = notAfter ?? TestAuthority.Now.AddYears(1) }.Make();

    private static IEnumerable<string> Order(IEnumerable<PlannedCertificate> message, IEnumerable<PlannedCertificate> anchors) =>
        new IssuerPool(message.Select(certificate => certificate.Parsed), PathTesting.Trust(anchors), TestAuthority.Now).IssuersOf(Leaf).Select(issuer => issuer.Certificate.Sha256);
}

using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class IssuerSignaturesTests
{
    [Fact]
    public void Check_KeyOfAnotherKind_CostsNothing()
    {
        PlannedCertificate signer = new CertificatePlan("CN=Issuer").Make();
        ParsedCertificate leaf = CertificatePlan.Leaf(signer).Make();
        PlannedCertificate other = new CertificatePlan("CN=Issuer") { Key = PlannedKey.Common("RSA-2048") }.Make();
        var budget = new PathBudget(SmimeLimits.Default with { MaximumPathWork = 1 });
        var signatures = new IssuerSignatures(SmimeLimits.Default, budget);

        signatures.Check(leaf, other).Should().Be(SignatureCheck.Bad);
        budget.SignatureChecks.Should().Be(0);
        signatures.Check(leaf, signer).Should().Be(SignatureCheck.Good);
        signatures.Check(leaf, signer).Should().Be(SignatureCheck.Good, "it is known by now");
        signatures.Check(signer, signer).Should().BeNull("there is no work left");
    }
}

using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class PathChoiceTests
{
    [Fact]
    public void Better_OfTwo_TakesTheMoreBenignThenTheFewerThenTheShorter()
    {
        ParsedCertificate one = CertificatePlan.Leaf(null).Make();
        PathResult expired = Result(1, SignatureReason.CertificateExpired);
        PathResult longer = Result(2, SignatureReason.CertificateExpired);
        PathResult both = Result(1, SignatureReason.CertificateExpired, SignatureReason.CertificateNotYetValid);
        PathResult broken = Result(1, SignatureReason.PathInvalid);
        PathResult valid = Result(3);

        foreach ((PathResult better, PathResult worse) in new[] { (expired, longer), (expired, both), (longer, both), (both, broken), (longer, broken), (valid, expired) })
        {
            PathChoice.Better(better, worse).Should().BeSameAs(better);
            PathChoice.Better(worse, better).Should().BeSameAs(better);
        }

        PathChoice.Better(expired, Result(1, SignatureReason.CertificateExpired)).Should().BeSameAs(expired);
        PathChoice.Better(null, broken).Should().BeSameAs(broken);

        PathResult Result(int length, params SignatureReason[] reasons)
        {
            var findings = new PathFindings();
            Array.ForEach(reasons, reason => findings.Add(reason, one));
            return new PathResult([.. Enumerable.Repeat(one, length)], findings.All);
        }
    }
}

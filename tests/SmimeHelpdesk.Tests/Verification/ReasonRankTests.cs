using SmimeHelpdesk.Verification;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class ReasonRankTests
{
    [Fact]
    public void Status_AnyReasons_TheGravestDecides()
    {
        Status().Should().Be(SignatureStatus.Valid);
        Status(SignatureReason.UntrustedIssuer).Should().Be(SignatureStatus.Indeterminate);
        Status(SignatureReason.LimitExceeded).Should().Be(SignatureStatus.Indeterminate);
        Status(SignatureReason.ContentAmbiguous).Should().Be(SignatureStatus.Invalid);
        Status(SignatureReason.CertificateBlocked).Should().Be(SignatureStatus.Invalid);
        Status(SignatureReason.UntrustedIssuer, SignatureReason.AddressMismatch).Should().Be(SignatureStatus.Invalid);
    }

    [Fact]
    public void Order_AnyReasons_PutsWhatShowsAForgeryFirst()
    {
        Order(SignatureReason.CertificateBlocked, SignatureReason.ContentAmbiguous).Should().Equal(SignatureReason.ContentAmbiguous, SignatureReason.CertificateBlocked);
        Order(SignatureReason.LimitExceeded, SignatureReason.CertificateBlocked).Should().Equal(SignatureReason.CertificateBlocked, SignatureReason.LimitExceeded);
        Order(SignatureReason.PartWithoutAuthor, SignatureReason.LimitExceeded, SignatureReason.UntrustedIssuer)
            .Should().Equal(SignatureReason.LimitExceeded, SignatureReason.UntrustedIssuer, SignatureReason.PartWithoutAuthor);
    }

    [Fact]
    public void Order_ReasonFoundTwice_IsSaidOnce() =>
        Order(SignatureReason.WeakKey, SignatureReason.WeakKey).Should().Equal(SignatureReason.WeakKey);

    [Fact]
    public void Order_EveryReason_HasARankOfItsOwn()
    {
        SignatureReason[] all = [.. Enum.GetValues<SignatureReason>().Where(reason => reason is not SignatureReason.None)];

        Order(all).Should().Equal(Order([.. all.Reverse()]));
    }

    private static SignatureStatus Status(params SignatureReason[] reasons) => ReasonRank.Status([.. reasons.Select(Finding)]);

    private static IEnumerable<SignatureReason> Order(params SignatureReason[] reasons) => ReasonRank.Order(reasons.Select(Finding)).Select(finding => finding.Reason);

    private static SignatureFinding Finding(SignatureReason reason) => new(reason, new Dictionary<string, string>());
}

using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Harvest;

public sealed class SignerCertificateMergeTests
{
    private static readonly DateTimeOffset Now = TestAuthority.Now;

    [Theory]
    [InlineData(SignerCertificateDecision.Blocked, 0, SignerCertificateDecision.Pinned, 1, SignerCertificateDecision.Pinned)]
    [InlineData(SignerCertificateDecision.Blocked, 0, SignerCertificateDecision.None, 1, SignerCertificateDecision.None)]
    [InlineData(SignerCertificateDecision.Pinned, 0, SignerCertificateDecision.Blocked, 1, SignerCertificateDecision.Blocked)]
    [InlineData(SignerCertificateDecision.Pinned, 0, SignerCertificateDecision.Blocked, 0, SignerCertificateDecision.Blocked)]
    [InlineData(SignerCertificateDecision.Pinned, 0, SignerCertificateDecision.None, 0, SignerCertificateDecision.Pinned)]
    public void Merge_TwoDecisions_TheLaterWinsAndBlockedWinsATie(SignerCertificateDecision a, int aDay, SignerCertificateDecision b, int bDay, SignerCertificateDecision expected)
    {
        SignerCertificate left = Row with { Decision = a, DecidedAt = Now.AddDays(aDay) };
        SignerCertificate right = Row with { Decision = b, DecidedAt = Now.AddDays(bDay) };

        SignerCertificateMerge.Merge(left, right).Decision.Should().Be(expected);
        SignerCertificateMerge.Merge(right, left).Decision.Should().Be(expected);
        SignerCertificateMerge.Merge(right, left).DecidedAt.Should().Be(Now.AddDays(Math.Max(aDay, bDay)));
    }

    [Theory]
    [InlineData(SignerCertificateDecision.Pinned)]
    [InlineData(SignerCertificateDecision.Blocked)]
    public void Merge_DecisionAndNewerSighting_KeepsBoth(SignerCertificateDecision decision)
    {
        SignerCertificate decided = Row with { Decision = decision, DecidedAt = Now };
        SignerCertificate seen = Row with { SigningTime = Now.AddDays(9), LastSeen = Now.AddDays(9), MessageId = "new" };

        SignerCertificate merged = SignerCertificateMerge.Merge(seen, decided);

        merged.Decision.Should().Be(decision);
        merged.DecidedAt.Should().Be(Now);
        merged.MessageId.Should().Be("new");
        merged.LastSeen.Should().Be(Now.AddDays(9));
    }

    [Theory]
    [InlineData(1, 2, 2)]
    [InlineData(2, 1, 1)]
    public void Merge_TwoCapabilities_TheNewerAreKept(int leftDay, int rightDay, byte expected)
    {
        SignerCertificate left = Capable(1, leftDay);
        SignerCertificate right = Capable(2, rightDay);

        SignerCertificateMerge.Merge(left, right).Capabilities.ToArray().Should().Equal(expected);
        SignerCertificateMerge.Merge(right, left).Capabilities.ToArray().Should().Equal(expected);
    }

    [Fact]
    public void Merge_NewerMessageWithoutCapabilities_TakesNoneBack()
    {
        SignerCertificate newer = Row with { SigningTime = Now.AddDays(5), MessageId = "newer" };

        SignerCertificate merged = SignerCertificateMerge.Merge(Capable(1, 1), newer);

        merged.MessageId.Should().Be("newer");
        merged.Capabilities.ToArray().Should().Equal(1);
        merged.CapabilitiesTime.Should().Be(Now.AddDays(1));
    }

    private static SignerCertificate Capable(byte value, int day) => Row with
    {
        SigningTime = Now.AddDays(day),
        Capabilities = new[] { value },
        CapabilitiesTime = Now.AddDays(day),
    };

    private static SignerCertificate Row => new()
    {
        Tenant = "acme",
        Address = "alice@customer.example",
        Sha256 = "a",
        Certificate = new byte[] { 1 },
        SigningCertificate = new byte[] { 1 },
        FirstSeen = Now,
        LastSeen = Now,
    };
}

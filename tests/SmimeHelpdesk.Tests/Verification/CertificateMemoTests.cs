using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class CertificateMemoTests
{
    private static readonly SmimeLimits Limits = SmimeLimits.Default;
    private static readonly PlannedCertificate Root = new CertificatePlan("CN=Root").Make();
    private static readonly PlannedCertificate Leaf = CertificatePlan.Leaf(Root).Make();

    private readonly CertificateMemo _memo = new();

    [Fact]
    public void TryParse_TheSameBytesAgain_GivesTheSameCertificate() =>
        _memo.TryParse(Leaf.Parsed.Der.ToArray()).Should().BeSameAs(_memo.TryParse(Leaf.Parsed.Der.ToArray()));

    [Fact]
    public void TryParse_OneBitOther_GivesWhatTheBytesSay()
    {
        _memo.TryParse(Leaf.Parsed.Der);
        byte[] changed = Leaf.Parsed.Der.ToArray();
        changed[^1] ^= 1;

        ParsedCertificate other = _memo.TryParse(changed)!;

        other.Der.ToArray().Should().Equal(changed);
        CertificateSignature.Check(other, Root.Parsed, Limits).Should().NotBe(SignatureCheck.Good);
    }

    [Fact]
    public void TryParse_SameLastOctets_AreTwoCertificates()
    {
        byte[] changed = Leaf.Parsed.Der.ToArray();
        changed[^45] ^= 1;
        ParsedCertificate first = _memo.TryParse(Leaf.Parsed.Der)!;

        ParsedCertificate? second = _memo.TryParse(changed);

        second!.Der.ToArray().Should().Equal(changed);
        _memo.TryParse(Leaf.Parsed.Der).Should().BeSameAs(first);
    }

    [Fact]
    public void TryParse_BufferChangedAfterwards_ChangesNothing()
    {
        byte[] buffer = Leaf.Parsed.Der.ToArray();
        ParsedCertificate first = _memo.TryParse(buffer)!;
        buffer[^1] ^= 1;

        _memo.TryParse(Leaf.Parsed.Der).Should().BeSameAs(first);
        _memo.TryParse(buffer).Should().NotBeSameAs(first);
    }

    [Fact]
    public void TryParse_WhatIsNoCertificate_GivesNullEachTime()
    {
        _memo.TryParse(new byte[] { 0x30, 0x00 }).Should().BeNull();
        _memo.TryParse(new byte[] { 0x30, 0x00 }).Should().BeNull();
    }

    [Fact]
    public void TryParse_AFloodOfOthers_ForgetsAndStaysRight()
    {
        ParsedCertificate first = _memo.TryParse(Leaf.Parsed.Der)!;
        PlannedKey key = PlannedKey.Common("P-256");
        for (int i = 0; i < 600; i++)
        {
            _memo.TryParse((new CertificatePlan("CN=Flood") { Key = key, SerialNumber = i + 1 }).Make().Parsed.Der).Should().NotBeNull();
        }

        _memo.TryParse(Leaf.Parsed.Der).Should().NotBeSameAs(first).And.BeEquivalentTo(new { first.Sha256 });
    }

    [Fact]
    public void TryParse_AskedForNowAndThen_IsNotForgotten()
    {
        ParsedCertificate first = _memo.TryParse(Leaf.Parsed.Der)!;
        PlannedKey key = PlannedKey.Common("P-256");
        for (int i = 0; i < 400; i++)
        {
            _memo.TryParse((new CertificatePlan("CN=Others") { Key = key, SerialNumber = i + 1 }).Make().Parsed.Der).Should().NotBeNull();
            if (i % 100 == 99)
            {
                _memo.TryParse(Leaf.Parsed.Der).Should().BeSameAs(first);
            }
        }
    }

    [Fact]
    public void Check_OfAKnownGoodSignature_IsGoodForThisKeyAndTheseLimitsOnly()
    {
        ParsedCertificate leaf = ParsedCertificate.Parse(Leaf.Parsed.Der);
        ParsedCertificate other = new CertificatePlan("CN=Root") { Key = PlannedKey.Create("P-256") }.Make().Parsed;

        CertificateSignature.Check(leaf, Root.Parsed, Limits).Should().Be(SignatureCheck.Good);
        leaf.IsKnownToBeSignedBy(Root.Parsed, Limits).Should().BeTrue();

        leaf.IsKnownToBeSignedBy(other, Limits).Should().BeFalse();
        leaf.IsKnownToBeSignedBy(Root.Parsed, Limits with { MaximumRsaKeySize = 2048 }).Should().BeFalse();
        CertificateSignature.Check(leaf, other, Limits).Should().Be(SignatureCheck.Bad);
        CertificateSignature.Check(leaf, Root.Parsed, Limits).Should().Be(SignatureCheck.Good);
    }

    [Fact]
    public void Check_OfABadSignature_IsNotRemembered()
    {
        ParsedCertificate leaf = ParsedCertificate.Parse(Leaf.Parsed.Der);
        ParsedCertificate other = new CertificatePlan("CN=Root") { Key = PlannedKey.Create("P-256") }.Make().Parsed;

        CertificateSignature.Check(leaf, other, Limits);

        leaf.IsKnownToBeSignedBy(other, Limits).Should().BeFalse();
    }

    [Fact]
    public void Check_WithSmallerLimitsAfterAGoodOne_AppliesThem()
    {
        PlannedCertificate root = new CertificatePlan("CN=Root") { Key = PlannedKey.Common("RSA-2048") }.Make();
        ParsedCertificate leaf = CertificatePlan.Leaf(root).Make().Parsed;
        CertificateSignature.Check(leaf, root.Parsed, Limits).Should().Be(SignatureCheck.Good);

        CertificateSignature.Check(leaf, root.Parsed, Limits with { MaximumRsaKeySize = 2040 }).Should().Be(SignatureCheck.KeyOutOfBounds);
    }
}

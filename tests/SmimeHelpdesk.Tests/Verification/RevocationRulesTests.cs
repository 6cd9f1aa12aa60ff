using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class RevocationRulesTests
{
    private static readonly DateTimeOffset At = TestAuthority.Now;
    private static readonly ParsedCertificate Alice = SharedIdentities.Alice().Certificate;
    private static readonly PathResult Path = new([Alice, .. KeyedIdentity.Chain], []);
    private static readonly CertificateRevocation Good = new() { Sha256 = Alice.Sha256, Status = RevocationStatus.Good };
    private static readonly CertificateRevocation Unknown = new() { Sha256 = Alice.Sha256, Status = RevocationStatus.Unknown, Unknown = RevocationUnknownReason.TimedOut };
    private static readonly CertificateRevocation Revoked = new() { Sha256 = Alice.Sha256, Status = RevocationStatus.Revoked, RevokedAt = At, Reason = RevocationReason.Superseded };

    [Theory]
    [InlineData(RevocationReason.Superseded, -1, RevocationStatus.Good)]
    [InlineData(RevocationReason.Superseded, 0, RevocationStatus.Revoked)]
    [InlineData(RevocationReason.Superseded, 1, RevocationStatus.Revoked)]
    [InlineData(null, -1, RevocationStatus.Good)]
    [InlineData(RevocationReason.KeyCompromise, -1, RevocationStatus.Revoked)]
    [InlineData(RevocationReason.CACompromise, -1, RevocationStatus.Revoked)]
    [InlineData(RevocationReason.AACompromise, -1, RevocationStatus.Revoked)]
    public void Effective_Revoked_CountsFromThenOrAlwaysWithALostKey(RevocationReason? reason, int seconds, RevocationStatus status) =>
        Effective(At.AddSeconds(seconds), Revoked with { Reason = reason }).Should().Be(status);

    [Fact]
    public void Effective_RevokedAtNoKnownTime_IsRevoked() =>
        Effective(At.AddYears(-1), Revoked with { RevokedAt = null }).Should().Be(RevocationStatus.Revoked);

    [Fact]
    public void Effective_SeveralCertificates_TheWorstCounts()
    {
        Effective(At).Should().Be(RevocationStatus.Good);
        Effective(At, Good, Good).Should().Be(RevocationStatus.Good);
        Effective(At, Good, Unknown).Should().Be(RevocationStatus.Unknown);
        Effective(At, Unknown, Revoked).Should().Be(RevocationStatus.Revoked);
        Effective(At, Good, Revoked).Should().Be(RevocationStatus.Revoked);
        Effective(At.AddDays(-1), Unknown, Revoked).Should().Be(RevocationStatus.Unknown);
    }

    [Fact]
    public void IsAsked_OnlyAboutWhatWouldBeValid()
    {
        SmimePolicy soft = SmimePolicy.Default with { Revocation = RevocationMode.SoftFail };
        JudgedSignature valid = Judged();

        RevocationRules.IsAsked(valid, soft).Should().BeTrue();
        RevocationRules.IsAsked(valid, SmimePolicy.Default with { Revocation = RevocationMode.HardFail }).Should().BeTrue();
        RevocationRules.IsAsked(valid, SmimePolicy.Default with { Revocation = RevocationMode.Off }).Should().BeFalse();
        RevocationRules.IsAsked(null, soft).Should().BeFalse();
        RevocationRules.IsAsked(valid with { Path = null }, soft).Should().BeFalse();
        RevocationRules.IsAsked(valid with { Path = Path with { Findings = [Finding(SignatureReason.UntrustedIssuer)] } }, soft).Should().BeFalse();
        RevocationRules.IsAsked(valid with { Findings = [Finding(SignatureReason.AddressMismatch)] }, soft).Should().BeFalse();
    }

    [Fact]
    public void Request_OfASignature_IsPutAtTheTimeOfOpening()
    {
        SignatureContext context = Context(RevocationMode.SoftFail) with { KnownIssuers = [KeyedIdentity.Chain[1]] };

        RevocationRequest request = RevocationRules.Request(Judged() with { Bag = [Alice, KeyedIdentity.Chain[0]] }, context);

        request.At.Should().Be(At);
        RevocationRules.Request(Judged(), context with { Now = At.AddDays(1) }).At.Should().Be(At.AddDays(1));
        Hex(request.Path).Should().Equal(Hex([Alice.Der, .. KeyedIdentity.Chain.Select(issuer => issuer.Der)]));
        Hex(request.Certificates).Should().Equal(Hex([Alice.Der, .. KeyedIdentity.Chain.Select(issuer => issuer.Der)]));
    }

    [Fact]
    public void Apply_Good_OnlyTakesTheCautionAway()
    {
        JudgedSignature applied = Apply(RevocationMode.HardFail, Good);

        applied.Status.Should().Be(SignatureStatus.Valid);
        applied.Cautions.Should().Equal(SmimeCaution.WeakKey);
        applied.Revocation!.Certificates.Should().Equal(Good);
        applied.PathNow!.IsValid.Should().BeTrue();
    }

    [Fact]
    public void Apply_Unknown_IsAReasonOrACautionAsThePolicySays()
    {
        JudgedSignature hard = Apply(RevocationMode.HardFail, Good, Unknown, Unknown with { Unknown = RevocationUnknownReason.NoSource });
        JudgedSignature soft = Apply(RevocationMode.SoftFail, Good, Unknown);

        hard.Findings.Should().ContainSingle().Which.Reason.Should().Be(SignatureReason.RevocationUnknown);
        hard.Findings[0].Facts.Should().BeEquivalentTo(new Dictionary<string, string> { ["subject"] = Alice.Subject, ["issuer"] = Alice.Issuer, ["cause"] = "TimedOut" });
        hard.Cautions.Should().Equal(SmimeCaution.WeakKey);
        soft.Findings.Should().BeEmpty();
        soft.Cautions.Should().Equal(SmimeCaution.WeakKey, SmimeCaution.RevocationUnknown);
    }

    [Fact]
    public void Apply_Revoked_SaysWhoseCertificateSinceWhenAndWhy()
    {
        JudgedSignature applied = Apply(RevocationMode.SoftFail, Good, Unknown, Revoked with { Sha256 = KeyedIdentity.Chain[0].Sha256 }, Revoked);

        applied.Status.Should().Be(SignatureStatus.Invalid);
        applied.Cautions.Should().Equal(SmimeCaution.WeakKey);
        applied.Findings.Should().ContainSingle().Which.Facts.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["subject"] = KeyedIdentity.Chain[0].Subject,
            ["issuer"] = KeyedIdentity.Chain[0].Issuer,
            ["reason"] = "Superseded",
            ["revokedAt"] = "2026-06-01T12:00:00Z",
        });
    }

    [Fact]
    public void Apply_RevokedForNoStatedReasonOrTime_SaysNoMoreThanIsKnown()
    {
        JudgedSignature applied = Apply(RevocationMode.SoftFail, Revoked with { Sha256 = "00", Reason = null, RevokedAt = null });

        applied.Findings.Should().ContainSingle().Which.Facts.Should().BeEquivalentTo(new Dictionary<string, string> { ["reason"] = "Unspecified" });
    }

    [Fact]
    public void Apply_RevokedSinceReceipt_ShowsOnThePathOfToday()
    {
        CertificateRevocation later = Revoked with { RevokedAt = At.AddDays(1) };
        SignatureContext context = Context(RevocationMode.SoftFail);

        JudgedSignature applied = RevocationRules.Apply(Judged(), new RevocationReport([Good, later]), context with { Now = At.AddDays(1) });

        applied.Status.Should().Be(SignatureStatus.Valid);
        applied.PathNow!.Findings.Should().ContainSingle().Which.Facts.Should().Contain("revokedAt", "2026-06-02T12:00:00Z");
        RevocationRules.Apply(Judged(), new RevocationReport([later]), context with { Now = At.AddHours(1) }).PathNow!.IsValid.Should().BeTrue();
        RevocationRules.Apply(Judged(), new RevocationReport([later]), context).PathNow!.IsValid.Should().BeTrue();
        RevocationRules.Apply(Judged() with { PathNow = null }, new RevocationReport([later]), context with { Now = At.AddDays(2) }).PathNow.Should().BeNull();
    }

    private static RevocationStatus Effective(DateTimeOffset at, params CertificateRevocation[] certificates) => RevocationRules.Effective(new RevocationReport(certificates), at);

    private static JudgedSignature Apply(RevocationMode mode, params CertificateRevocation[] certificates) =>
        RevocationRules.Apply(Judged(), new RevocationReport(certificates), Context(mode));

    private static JudgedSignature Judged() => new()
    {
        Findings = [],
        Cautions = [SmimeCaution.WeakKey, SmimeCaution.RevocationNotChecked],
        Certificate = Alice,
        Path = Path,
        PathNow = Path,
    };

    private static SignatureContext Context(RevocationMode mode) => new()
    {
        Sender = new SenderFacts(ForgedMail.Alice, null, false),
        Anchors = TrustAnchors.FromCertificates([TestAuthority.Root.Certificate]),
        Known = [],
        At = At,
        Policy = SmimePolicy.Default with { Revocation = mode },
    };

    private static SignatureFinding Finding(SignatureReason reason) => new(reason, new Dictionary<string, string>());

    private static IEnumerable<string> Hex(IEnumerable<ReadOnlyMemory<byte>> certificates) => certificates.Select(der => Convert.ToHexString(der.Span));
}

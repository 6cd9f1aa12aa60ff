using SmimeHelpdesk.Harvest;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Harvest;

public sealed class CertificateHarvestTests
{
    private static readonly DateTimeOffset At = TestAuthority.Now;
    private static readonly ParsedCertificate Alice = SharedIdentities.Alice().Certificate;
    private static readonly PathResult Trusted = new([Alice, .. KeyedIdentity.Chain], []);
    private static readonly PathResult Untrusted = new([Alice], [Finding(SignatureReason.UntrustedIssuer)]);

    [Fact]
    public void ForReply_Unsigned_IsNotSigned() =>
        CertificateHarvest.ForReply(null, Context()).Availability.Should().Be(EncryptAvailability.NotSigned);

    [Fact]
    public void ForReply_OnlyDoubtsThatMayPass_LeaveTheBoxOpen()
    {
        ForReply().Availability.Should().Be(EncryptAvailability.Available);
        ForReply(SignatureReason.UntrustedIssuer).Availability.Should().Be(EncryptAvailability.Available);
        ForReply(SignatureReason.RevocationUnknown).Availability.Should().Be(EncryptAvailability.Available);
        ForReply(SignatureReason.UntrustedIssuer, SignatureReason.RevocationUnknown).Availability.Should().Be(EncryptAvailability.Available);
        ForReply(SignatureReason.IssuerNotPinned, SignatureReason.UntrustedIssuer).Availability.Should().Be(EncryptAvailability.SignatureNotVerifiable);
    }

    [Fact]
    public void ForReply_NoAuthorOrNoCertificate_ClosesIt()
    {
        SignatureContext nobody = Context() with { Sender = new SenderFacts(null, null, false) };

        CertificateHarvest.ForReply(Judged(SignatureReason.UntrustedIssuer), nobody).Certificate.Should().BeNull();
        CertificateHarvest.ForReply(Judged(SignatureReason.UntrustedIssuer) with { Certificate = null }, Context()).Certificate.Should().BeNull();
    }

    [Fact]
    public void ForReply_UntrustedSigner_IsRefusedWhereThePolicySaysSo()
    {
        SignatureContext strict = Context() with { Policy = SmimePolicy.Default with { UntrustedSigners = UntrustedSigners.Refuse } };

        EncryptionCertificate refused = CertificateHarvest.ForReply(Judged(SignatureReason.UntrustedIssuer) with { Path = Untrusted }, strict);

        refused.Availability.Should().Be(EncryptAvailability.UntrustedIssuer);
        CertificateHarvest.ForReply(Judged(), strict).Availability.Should().Be(EncryptAvailability.Available);
        CertificateHarvest.ForReply(Judged(SignatureReason.UntrustedIssuer) with { Path = Untrusted }, Context()).Availability.Should().Be(EncryptAvailability.Available);
        CertificateHarvest.ForReply(Judged() with { Path = Untrusted }, strict with { BlockedKeys = new HashSet<string> { Alice.KeySha256 } })
            .Availability.Should().Be(EncryptAvailability.CertificateBlocked);
    }

    [Theory]
    [InlineData(SignatureReason.AddressMismatch, EncryptAvailability.AddressMismatch)]
    [InlineData(SignatureReason.AmbiguousFrom, EncryptAvailability.AddressMismatch)]
    [InlineData(SignatureReason.NoAddressInCertificate, EncryptAvailability.AddressMismatch)]
    [InlineData(SignatureReason.NoFrom, EncryptAvailability.AddressMismatch)]
    [InlineData(SignatureReason.CertificateExpired, EncryptAvailability.CertificateExpired)]
    [InlineData(SignatureReason.CertificateNotYetValid, EncryptAvailability.CertificateNotYetValid)]
    [InlineData(SignatureReason.CertificateBlocked, EncryptAvailability.CertificateBlocked)]
    [InlineData(SignatureReason.CertificateRevoked, EncryptAvailability.CertificateRevoked)]
    [InlineData(SignatureReason.WeakKey, EncryptAvailability.WeakKey)]
    [InlineData(SignatureReason.ContentAltered, EncryptAvailability.SignatureInvalid)]
    [InlineData(SignatureReason.LimitExceeded, EncryptAvailability.SignatureNotVerifiable)]
    public void ForReply_AnyOtherReason_ExplainsWhyTheBoxIsClosed(SignatureReason reason, EncryptAvailability availability)
    {
        EncryptionCertificate closed = ForReply(reason);

        closed.Availability.Should().Be(availability);
        closed.Certificate.Should().BeNull();
    }

    [Fact]
    public void Obstacle_AnythingButAValidSignatureAndATrustedPath_TeachesNothing()
    {
        var usable = new EncryptionCertificate(EncryptAvailability.Available, Alice, Trusted);

        CertificateHarvest.Obstacle(Judged(), usable).Should().Be(HarvestReason.None);
        CertificateHarvest.Obstacle(null, usable).Should().Be(HarvestReason.NotSigned);
        CertificateHarvest.Obstacle(Judged(SignatureReason.UntrustedIssuer), usable).Should().Be(HarvestReason.SignatureNotValid);
        CertificateHarvest.Obstacle(Judged(SignatureReason.RevocationUnknown), usable).Should().Be(HarvestReason.SignatureNotValid);
        CertificateHarvest.Obstacle(Judged(), usable with { Path = Untrusted }).Should().Be(HarvestReason.NoEncryptionCertificate);
        CertificateHarvest.Obstacle(Judged(), usable with { Path = null }).Should().Be(HarvestReason.NoEncryptionCertificate);
        CertificateHarvest.Obstacle(Judged(), usable with { Availability = EncryptAvailability.CertificateExpired }).Should().Be(HarvestReason.EncryptionCertificateOutsideValidity);
        CertificateHarvest.Obstacle(Judged(), usable with { Availability = EncryptAvailability.CertificateNotYetValid }).Should().Be(HarvestReason.EncryptionCertificateOutsideValidity);
        CertificateHarvest.Obstacle(Judged(SignatureReason.AddressMismatch), usable with { Availability = EncryptAvailability.CertificateBlocked }).Should().Be(HarvestReason.CertificateBlocked);
        CertificateHarvest.Obstacle(Judged(), usable with { Availability = EncryptAvailability.NoEncryptionCertificate, Path = Untrusted }).Should().Be(HarvestReason.EncryptionCertificateNotTrusted);
        CertificateHarvest.Obstacle(Judged(), usable with { Availability = EncryptAvailability.NoEncryptionCertificate }).Should().Be(HarvestReason.NoEncryptionCertificate);
        CertificateHarvest.Obstacle(Judged(), usable with { Availability = EncryptAvailability.WeakKey }).Should().Be(HarvestReason.NoEncryptionCertificate);
    }

    [Fact]
    public void Rows_SignerItself_IsOneRowWithItsIssuersButNoRoot()
    {
        JudgedSignature signature = Judged() with { SigningTime = At.AddDays(-1) };

        SignerCertificate row = CertificateHarvest.Rows(signature, new EncryptionCertificate(EncryptAvailability.Available, Alice, Trusted), "support@desk.example", ForgedMail.Alice, "1@x", At)
            .Should().ContainSingle().Subject;

        (row.Sha256, row.Address, row.MessageId, row.SigningTime, row.FirstSeen, row.LastSeen).Should().Be((Alice.Sha256, ForgedMail.Alice, "1@x", At.AddDays(-1), At, At));
        row.Issuers.Select(issuer => Convert.ToHexString(issuer.Span)).Should().Equal(Convert.ToHexString(KeyedIdentity.Chain[0].Der.Span));
        row.CapabilitiesTime.Should().BeNull();
    }

    [Fact]
    public void Rows_AnotherCertificateForEncryption_StandsBesideTheSigners()
    {
        ParsedCertificate other = SharedIdentities.Alice("RSA-2048").Certificate;
        JudgedSignature signature = Judged() with { SigningTime = At.AddDays(1) };

        IReadOnlyList<SignerCertificate> rows = CertificateHarvest.Rows(
            signature, new EncryptionCertificate(EncryptAvailability.Available, other, Trusted with { Path = [other, .. KeyedIdentity.Chain] }), "support@desk.example", ForgedMail.Alice, null, At);

        rows.Select(row => row.Sha256).Should().Equal(Alice.Sha256, other.Sha256);
        rows.Should().OnlyContain(row => row.SigningTime == At, "a time in the future would keep newer messages out");
        rows.Select(row => Convert.ToHexString(row.SigningCertificate.Span)).Distinct().Should().Equal(Convert.ToHexString(Alice.Der.Span));
    }

    private static EncryptionCertificate ForReply(params SignatureReason[] reasons) => CertificateHarvest.ForReply(Judged(reasons), Context());

    private static JudgedSignature Judged(params SignatureReason[] reasons) =>
        new() { Findings = [.. reasons.Select(Finding)], Certificate = Alice, Path = Trusted, Bag = [Alice, .. KeyedIdentity.Chain] };

    private static SignatureFinding Finding(SignatureReason reason) => new(reason, new Dictionary<string, string>());

    private static SignatureContext Context() => new()
    {
        Sender = new SenderFacts(ForgedMail.Alice, null, false),
        Anchors = TrustAnchors.FromCertificates([TestAuthority.Root.Certificate]),
        Known = [],
        At = At,
        Policy = SmimePolicy.Default,
    };
}

using SmimeHelpdesk.Harvest;
using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Inbound;

public sealed class VerdictsTests
{
    private static readonly DateTimeOffset At = TestAuthority.Now;
    private static readonly ParsedCertificate Alice = SharedIdentities.Alice().Certificate;
    private static readonly ParsedCertificate Other = SharedIdentities.Of("P-384", ForgedMail.Alice).Certificate;
    private static readonly JudgedSignature Valid = new() { Findings = [], Certificate = Alice };
    private static readonly JudgedSignature Untrusted = new() { Findings = [Finding(SignatureReason.UntrustedIssuer)], Certificate = Alice };
    private static readonly EncryptionCertificate None = new(EncryptAvailability.NotSigned, null, null);
    private static readonly EncryptionVerdict Plain = new() { Status = EncryptionStatus.NotEncrypted };

    [Theory]
    [InlineData(true, true, EncryptionIntegrity.Authenticated)]
    [InlineData(true, false, EncryptionIntegrity.Authenticated)]
    [InlineData(false, true, EncryptionIntegrity.Authenticated)]
    [InlineData(false, false, EncryptionIntegrity.None)]
    public void Encryption_Opened_IsAuthenticByItsTagOrBySignature(bool hasTag, bool isSigned, EncryptionIntegrity integrity)
    {
        var layer = new EncryptedLayer { Reason = EncryptionReason.None, IsAuthenticated = hasTag, ContentAlgorithm = "c", KeyAlgorithm = "k", CredentialSha256 = "00" };

        EncryptionVerdict verdict = Verdicts.Encryption(Unwrapped(layer), new MessageSignature(isSigned ? Valid : null, false));

        verdict.Should().Be(new EncryptionVerdict { Status = EncryptionStatus.Decrypted, Integrity = integrity, ContentAlgorithm = "c", KeyAlgorithm = "k", CredentialSha256 = "00" });
    }

    [Fact]
    public void Encryption_NotOpened_IsNeverAuthentic()
    {
        var layer = new EncryptedLayer { Reason = EncryptionReason.NoMatchingKey, IsAuthenticated = true };

        EncryptionVerdict verdict = Verdicts.Encryption(Unwrapped(layer), new MessageSignature(Valid, false));

        verdict.Should().Be(new EncryptionVerdict { Status = EncryptionStatus.NotDecryptable, Reason = EncryptionReason.NoMatchingKey });
        Verdicts.Encryption(Unwrapped(), new MessageSignature(Valid, false)).Status.Should().Be(EncryptionStatus.NotEncrypted);
    }

    [Fact]
    public void Signature_OfAJudgement_KeepsWhatWasFound()
    {
        var path = new PathResult([Alice], [Finding(SignatureReason.UntrustedIssuer), Finding(SignatureReason.CertificateExpired)]);
        JudgedSignature judged = Untrusted with { Path = path, PathNow = path with { Findings = [] }, SigningTime = At.AddDays(-1), Cautions = [SmimeCaution.WeakKey, SmimeCaution.WeakKey] };

        SignatureVerdict verdict = Verdicts.Signature(Facts(judged), Plain, At, At.AddDays(1));

        (verdict.Status, verdict.Reason, verdict.SigningTime, verdict.JudgedAt).Should().Be((SignatureStatus.Indeterminate, SignatureReason.UntrustedIssuer, At.AddDays(-1), At));
        verdict.Cautions.Should().Equal(SmimeCaution.WeakKey);
        verdict.Signer!.Sha256.Should().Be(Alice.Sha256);
        verdict.PathWhenReceived!.At.Should().Be(At);
        verdict.PathWhenReceived.Findings.Select(finding => finding.Reason).Should().Equal(SignatureReason.CertificateExpired, SignatureReason.UntrustedIssuer);
        (verdict.PathNow!.At, verdict.PathNow.Status).Should().Be((At.AddDays(1), SignatureStatus.Valid));
    }

    [Fact]
    public void Signature_OfNothing_IsUnsigned()
    {
        SignatureVerdict verdict = Verdicts.Signature(Facts(null), Plain, At, At);

        (verdict.Status, verdict.Reason, verdict.Signer, verdict.PathNow, verdict.PathWhenReceived).Should().Be((SignatureStatus.Unsigned, SignatureReason.None, null, null, null));
        verdict.Cautions.Should().BeEmpty();
    }

    [Fact]
    public void Cautions_ContentThatAnybodyCouldHaveChanged_IsNamed()
    {
        var open = new EncryptionVerdict { Status = EncryptionStatus.Decrypted };

        Cautions(Facts(null), open).Should().Equal(SmimeCaution.UnauthenticatedEncryption);
        Cautions(Facts(null), open with { Integrity = EncryptionIntegrity.Authenticated }).Should().BeEmpty();
        Cautions(Facts(null), open with { Status = EncryptionStatus.NotDecryptable }).Should().BeEmpty();
        Cautions(Facts(null) with { Unwrapped = Unwrapped(new EncryptedLayer { Reason = EncryptionReason.None, IsWeak = true }) }, Plain).Should().Equal(SmimeCaution.WeakAlgorithm);
    }

    [Fact]
    public void Cautions_LayersAndPartsThatDoNotCount_AreNamed()
    {
        Cautions(Facts(Valid) with { Signature = new MessageSignature(Valid, true) }).Should().Equal(SmimeCaution.OuterSignatureIgnored);
        Cautions(Facts(null) with { HasErrantParts = true }).Should().Equal(SmimeCaution.PartsOutsideProtection);
    }

    [Theory]
    [InlineData("alice@customer.example", "ALICE@customer.example", false)]
    [InlineData("alice@customer.example", "mallory@evil.example", true)]
    [InlineData("alice@customer.example", null, true)]
    [InlineData(null, "mallory@evil.example", false)]
    public void Cautions_TwoAuthors_AreNamed(string? inner, string? outer, bool isMismatch)
    {
        OpeningFacts facts = Facts(null) with { Headers = new ProtectedHeaderResult { Headers = new MessageHeaders(), ProtectedFrom = inner, OuterFrom = outer } };

        Cautions(facts).Should().Equal(isMismatch ? [SmimeCaution.FromMismatch] : []);
    }

    [Fact]
    public void Cautions_AnotherKeyThanIsKnown_IsNamedWhereItMatters()
    {
        KnownSigners known = Known(Other);
        var usable = new EncryptionCertificate(EncryptAvailability.Available, Alice, null);

        Cautions(Facts(Valid) with { Known = known }).Should().Equal(SmimeCaution.CertificateChanged);
        Cautions(Facts(Untrusted) with { Known = known, EncryptionCertificate = usable }).Should().Equal(SmimeCaution.CertificateChanged);
        Cautions(Facts(Untrusted) with { Known = known }).Should().BeEmpty("nobody will write to that certificate");
        Cautions(Facts(Valid) with { Known = Known(Alice) }).Should().BeEmpty();
        Cautions(Facts(Valid) with { Known = Known(Alice), EncryptionCertificate = usable with { Certificate = Other } }).Should().Equal(SmimeCaution.CertificateChanged);
        Cautions(Facts(Valid) with { Known = KnownSigners.None }).Should().BeEmpty();
        Cautions(Facts(Valid with { Certificate = null }) with { Known = known }).Should().BeEmpty();
    }

    [Fact]
    public void Cautions_UnsignedFromOneWhoSigns_IsNamedUnlessItMayBeSignedInside()
    {
        OpeningFacts facts = Facts(null) with { Known = Known(Alice) };

        Cautions(facts).Should().Equal(SmimeCaution.UsuallySigned);
        Cautions(facts, new EncryptionVerdict { Status = EncryptionStatus.NotDecryptable }).Should().BeEmpty();
        Cautions(Facts(null)).Should().BeEmpty();
    }

    [Fact]
    public void Cautions_KnownCertificatesThatCouldNotBeRead_AreNamedForASignature()
    {
        Cautions(Facts(Valid) with { KnownIsUnavailable = true }).Should().Equal(SmimeCaution.KnownCertificatesUnavailable);
        Cautions(Facts(null) with { KnownIsUnavailable = true }).Should().BeEmpty();
    }

    private static IEnumerable<SmimeCaution> Cautions(OpeningFacts facts, EncryptionVerdict? encryption = null) => Verdicts.Signature(facts, encryption ?? Plain, At, At).Cautions;

    private static SignatureFinding Finding(SignatureReason reason) => new(reason, new Dictionary<string, string>());

    private static UnwrappedMessage Unwrapped(params Layer[] layers)
    {
        ParsedEntity message = Mail.Parse("Subject: s\n\ntext");
        return new UnwrappedMessage(message, message, layers);
    }

    private static KnownSigners Known(ParsedCertificate certificate) => new(
        [new SignerCertificate { Tenant = string.Empty, FirstSeen = At, LastSeen = At, Address = ForgedMail.Alice, Sha256 = certificate.Sha256, Certificate = certificate.Der, SigningCertificate = certificate.Der }], new CertificateMemo());

    private static OpeningFacts Facts(JudgedSignature? judged) => new(
        Unwrapped(),
        new MessageSignature(judged, false),
        new SenderFacts(ForgedMail.Alice, null, false),
        ProtectedHeaderResult.Nothing,
        None,
        new HarvestResult(HarvestStatus.NotStored, HarvestReason.NotSigned, null, null),
        KnownSigners.None);
}

using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class SignerRulesTests
{
    private static readonly DateTimeOffset At = TestAuthority.Now;
    private static readonly ParsedCertificate Alice = SharedIdentities.Alice().Certificate;
    private static readonly PathResult Trusted = new([Alice], []);
    private static readonly TimeSpan Tolerance = SmimePolicy.Default.SigningTimeTolerance;

    [Fact]
    public void Purpose_NotForSigningOrMail_SaysWhatTheCertificateSays()
    {
        ParsedCertificate other = (CertificatePlan.Leaf(null) with { Usage = KeyUsage.KeyEncipherment, Purposes = ["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"] }).Make();

        SignatureFinding[] findings = [.. SignerRules.Purpose(other)];

        findings.Select(finding => finding.Reason).Should().Equal(SignatureReason.KeyUsageForbidsSigning, SignatureReason.NoEmailProtectionPurpose);
        findings[0].Facts.Should().Contain("actual", "KeyEncipherment").And.Contain("subject", other.Subject);
        findings[1].Facts.Should().Contain("actual", "1.3.6.1.5.5.7.3.1, 1.3.6.1.5.5.7.3.2").And.Contain("subject", other.Subject);
        SignerRules.Purpose(Alice).Should().BeEmpty();
    }

    [Theory]
    [InlineData("RSA-2048", 2048, false)]
    [InlineData("RSA-2048", 2049, true)]
    [InlineData("RSA-PSS", 2048, false)]
    [InlineData("RSA-PSS", 2049, true)]
    [InlineData("RSA-1024", 1024, false)]
    [InlineData("P-256", 4096, false)]
    [InlineData("P-192", 1024, true)]
    public void Strength_OfAKey_IsWhatThePolicyAsks(string kind, int minimum, bool isWeak)
    {
        ParsedCertificate certificate = SharedIdentities.Alice(kind).Certificate;

        SignatureFinding[] findings = [.. SignerRules.Strength(certificate, SmimePolicy.Default with { MinimumRsaKeySize = minimum })];

        findings.Select(finding => finding.Reason).Should().Equal(isWeak ? [SignatureReason.WeakKey] : []);
        findings.Should().NotContain(finding => finding.Facts["algorithm"] != certificate.PublicKey.Name);
    }

    [Fact]
    public void Strength_ShortPssKeyThatThePolicyAccepts_IsAccepted()
    {
        ParsedCertificate certificate = (CertificatePlan.Leaf(null) with { Key = PlannedKey.Common("RSA-1024").AsPss(), Issuer = new CertificatePlan("CN=Root").Make() }).Make();

        SignerRules.Strength(certificate, SmimePolicy.Default with { MinimumRsaKeySize = 1024 }).Should().BeEmpty();
        SignerRules.Strength(certificate, SmimePolicy.Default with { MinimumRsaKeySize = 1025 }).Should().ContainSingle();
    }

    [Fact]
    public void Author_SenderOfAnyKind_IsComparedOrSaidNotToBe()
    {
        SignerRules.Author(Alice, new SenderFacts(ForgedMail.Alice, null, false)).Should().BeEmpty();
        SignerRules.Author(Alice, new SenderFacts("mallory@evil.example", ForgedMail.Alice, false)).Should().BeEmpty("what is protected counts");
        Only(SignerRules.Author(Alice, new SenderFacts(ForgedMail.Alice, "mallory@evil.example", false)), SignatureReason.AddressMismatch, ("expected", "mallory@evil.example"), ("actual", ForgedMail.Alice));
        Only(SignerRules.Author(Alice, SenderFacts.Part), SignatureReason.PartWithoutAuthor, ("subject", Alice.Subject));
        Only(SignerRules.Author(Alice, new SenderFacts(ForgedMail.Alice, null, true) { Written = "a, b" }), SignatureReason.AmbiguousFrom, ("actual", "a, b"), ("subject", Alice.Subject));
        Only(SignerRules.Author(Alice, new SenderFacts(ForgedMail.Alice, null, true)), SignatureReason.AmbiguousFrom, ("actual", string.Empty), ("subject", Alice.Subject));
        Only(SignerRules.Author(Alice, new SenderFacts(null, null, false) { Written = "Alice" }), SignatureReason.NoFrom, ("actual", "Alice"), ("subject", Alice.Subject));
        Only(SignerRules.Author(Alice, new SenderFacts(null, null, false)), SignatureReason.NoFrom, ("actual", string.Empty), ("subject", Alice.Subject));
    }

    [Fact]
    public void Author_CertificateWithoutOrWithManyAddresses_IsSaidSo()
    {
        ParsedCertificate nobody = (CertificatePlan.Leaf(null) with { AlternativeNames = [] }).Make();
        ParsedCertificate many = (CertificatePlan.Leaf(null) with { AlternativeNames = [.. Enumerable.Range(0, 7).Select(i => new GeneralName(GeneralName.Rfc822Name, $"{i}@other.example"))] }).Make();
        var sender = new SenderFacts(ForgedMail.Alice, null, false);

        Only(SignerRules.Author(nobody, sender), SignatureReason.NoAddressInCertificate, ("expected", ForgedMail.Alice), ("subject", nobody.Subject));
        SignerRules.Author(many, sender).Single().Facts["actual"].Should().Be("0@other.example, 1@other.example, 2@other.example, 3@other.example, 4@other.example");
    }

    [Fact]
    public void Decision_BlockedKey_IsAReason()
    {
        Only(SignerRules.Decision(Alice, Context() with { BlockedKeys = new HashSet<string> { Alice.KeySha256 } }), SignatureReason.CertificateBlocked, ("subject", Alice.Subject));
        SignerRules.Decision(Alice, Context() with { BlockedKeys = new HashSet<string> { Alice.Sha256 } }).Should().BeEmpty();
    }

    [Fact]
    public void Cautions_SigningTime_IsComparedWithReceiptAndDate()
    {
        Cautions(At).Should().Equal(SmimeCaution.RevocationNotChecked);
        Cautions(null).Should().Equal(SmimeCaution.RevocationNotChecked);
        Cautions(At + Tolerance).Should().NotContain(SmimeCaution.SigningTimeInFuture);
        Cautions(At + Tolerance + TimeSpan.FromSeconds(1)).Should().Contain(SmimeCaution.SigningTimeInFuture);
        Cautions(At.AddDays(-7)).Should().NotContain(SmimeCaution.SigningTimeFarFromDate);
        Cautions(At.AddDays(-7).AddSeconds(-1)).Should().Contain(SmimeCaution.SigningTimeFarFromDate);
        Cautions(At, date: At - Tolerance).Should().NotContain(SmimeCaution.SigningTimeFarFromDate);
        Cautions(At, date: At - Tolerance - TimeSpan.FromSeconds(1)).Should().Contain(SmimeCaution.SigningTimeFarFromDate);
        Cautions(At, date: At + Tolerance + TimeSpan.FromSeconds(1)).Should().Contain(SmimeCaution.SigningTimeFarFromDate);
        Cautions(null, date: At.AddYears(1)).Should().Equal(SmimeCaution.RevocationNotChecked);
    }

    [Fact]
    public void Cautions_WeaknessThatWasAccepted_IsNamed()
    {
        Cautions(At, Trusted with { UsesWeakDigest = true }).Should().Equal(SmimeCaution.WeakDigest, SmimeCaution.RevocationNotChecked);
        Cautions(At, outcome: new SignerOutcome() { UsesWeakDigest = true }).Should().Equal(SmimeCaution.WeakDigest, SmimeCaution.RevocationNotChecked);
        SignerRules.Cautions(new SignerOutcome(), Trusted, SharedIdentities.Alice("RSA-1024").Certificate, At, Context()).Should().Contain(SmimeCaution.WeakKey);
    }

    [Fact]
    public void Cautions_PathThatIsNotTrusted_AsksNobodyAboutRevocation() =>
        Cautions(At, Trusted with { Findings = [SignerRules.OutOfBudget(Alice)] }).Should().BeEmpty();

    [Fact]
    public void Origin_CertificateThatTheMessageLeftOut_IsFromTheCache()
    {
        SignerRules.Origin(Alice, [KeyedIdentity.Chain[0], Alice]).Should().BeEmpty();
        SignerRules.Origin(Alice, KeyedIdentity.Chain).Should().Equal(SmimeCaution.CertificateFromCache);
        SignerRules.Origin(Alice, []).Should().Equal(SmimeCaution.CertificateFromCache);
    }

    [Fact]
    public void Missing_SignerThatNobodyHas_IsNamedAsItNamesItself()
    {
        SignatureFinding named = SignerRules.Missing(Signer(new ForgedSigner(SharedIdentities.Alice())));
        SignatureFinding keyed = SignerRules.Missing(Signer(new ForgedSigner(SharedIdentities.Alice()) { ByKeyIdentifier = true }));

        named.Facts.Should().Contain("issuer", Alice.Issuer).And.ContainKey("serial");
        named.Facts["serial"].Should().BeEquivalentTo(Convert.ToHexString(Alice.SerialNumber.Span));
        keyed.Facts.Should().ContainSingle().Which.Key.Should().Be("expected");
        keyed.Facts["expected"].Should().BeEquivalentTo(Convert.ToHexString(Alice.Extensions.SubjectKeyIdentifier.Span));
    }

    [Fact]
    public void About_SignatureThatWasNotChecked_NamesItsAlgorithm()
    {
        SignerInformation signer = Signer(new ForgedSigner(SharedIdentities.Alice()));

        SignatureFinding about = SignerRules.About(SignatureReason.UnsupportedAlgorithm, Alice, signer);

        about.Facts.Should().Contain("algorithm", "1.2.840.10045.4.3.2").And.Contain("subject", Alice.Subject);
        SignerRules.About(SignatureReason.UnsupportedAlgorithm, null, signer).Reason.Should().Be(SignatureReason.SignerCertificateMissing);
    }

    private static IEnumerable<SmimeCaution> Cautions(DateTimeOffset? signingTime, PathResult? path = null, SignerOutcome? outcome = null, DateTimeOffset? date = null) =>
        SignerRules.Cautions(outcome ?? new SignerOutcome(), path ?? Trusted, Alice, signingTime, Context() with { Date = date });

    private static void Only(IEnumerable<SignatureFinding> findings, SignatureReason reason, params (string Name, string Value)[] facts)
    {
        SignatureFinding only = findings.Should().ContainSingle().Subject;
        only.Reason.Should().Be(reason);
        only.Facts.Should().BeEquivalentTo(facts.ToDictionary(fact => fact.Name, fact => fact.Value));
    }

    private static SignerInformation Signer(ForgedSigner signer)
    {
        byte[] cms = new ForgedSignature(ForgedMail.Entity, signer).Encode();
        return SignedContent.Read(CmsContent.Read(ByteSource.From(cms), SmimeLimits.Default).Content, SmimeLimits.Default).Signers.Single();
    }

    private static SignatureContext Context() => new()
    {
        Sender = new SenderFacts(ForgedMail.Alice, null, false),
        Anchors = TrustAnchors.FromCertificates([TestAuthority.Root.Certificate]),
        Known = [],
        At = At,
        Policy = SmimePolicy.Default,
    };
}

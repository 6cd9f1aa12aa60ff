using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Harvest;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Harvest;

public sealed class EncryptionCertificateSelectorTests
{
    private static readonly PlannedCertificate Root = new CertificatePlan("CN=Root").Make();
    private static readonly PlannedCertificate Issuing = new CertificatePlan("CN=Issuing") { Issuer = Root }.Make();
    private static readonly PlannedCertificate Stranger = new CertificatePlan("CN=Issuing").Make();

    [Fact]
    public void Select_SignerThatCanBeEncryptedTo_IsItself()
    {
        PlannedCertificate signer = Make(Issuing);

        EncryptionCertificate selected = Select(signer, [signer, Make(Issuing, serial: 9)]);

        selected.Availability.Should().Be(EncryptAvailability.Available);
        selected.Certificate!.Sha256.Should().Be(signer.Parsed.Sha256);
    }

    [Fact]
    public void Select_SignerForSigningOnly_IsTheNewestOfTheSameSubject()
    {
        PlannedCertificate signer = Make(Issuing, usage: KeyUsage.DigitalSignature);
        PlannedCertificate newer = Make(Issuing, serial: 8, years: 3);
        PlannedCertificate older = Make(Issuing, serial: 9, years: 2);
        PlannedCertificate other = Make(Issuing, serial: 10, years: 5, name: "CN=Bob");

        Select(signer, [signer, older, newer, other, Issuing]).Certificate!.Sha256.Should().Be(newer.Parsed.Sha256);
        Select(signer, [signer, newer, older, other, Issuing]).Certificate!.Sha256.Should().Be(newer.Parsed.Sha256);
    }

    [Fact]
    public void Select_FirstChoiceThatCannotBeUsedYet_IsTheNextThatCan()
    {
        PlannedCertificate signer = Make(Issuing, usage: KeyUsage.DigitalSignature);
        PlannedCertificate early = Make(Issuing, serial: 8, years: 3, notBefore: TestAuthority.Now.AddDays(1));
        PlannedCertificate expired = Make(Issuing, serial: 9, years: 0);
        PlannedCertificate usable = Make(Issuing, serial: 10, years: 2);

        Select(signer, [signer, early, usable, Issuing]).Certificate!.Sha256.Should().Be(usable.Parsed.Sha256);
        EncryptionCertificate none = Select(signer, [signer, expired, early, Issuing]);
        none.Availability.Should().Be(EncryptAvailability.CertificateNotYetValid);
        none.Certificate!.Sha256.Should().Be(early.Parsed.Sha256);
        Select(signer, [signer, Issuing]).Should().Be(new EncryptionCertificate(EncryptAvailability.NoEncryptionCertificate, null, null));
    }

    [Fact]
    public void Select_CertificateOfAnotherAddress_IsNone()
    {
        PlannedCertificate signer = Make(Issuing, usage: KeyUsage.DigitalSignature);
        PlannedCertificate other = Make(Issuing, serial: 8, address: "mallory@evil.example");

        Select(signer, [signer, other, Issuing]).Availability.Should().Be(EncryptAvailability.NoEncryptionCertificate);
    }

    [Fact]
    public void Select_MoreThanFourCandidates_LooksAtFour()
    {
        PlannedCertificate signer = Make(Issuing, usage: KeyUsage.DigitalSignature);
        PlannedCertificate usable = Make(Issuing, serial: 9, years: 2);
        PlannedCertificate[] unusable = [.. Enumerable.Range(0, 4).Select(i => Make(Stranger, serial: 20 + i, years: 6))];

        Select(signer, [signer, usable, .. unusable[1..], Issuing]).Availability.Should().Be(EncryptAvailability.Available);
        Select(signer, [signer, usable, .. unusable, Issuing]).Availability.Should().Be(EncryptAvailability.NoEncryptionCertificate);
    }

    [Fact]
    public void Select_BlockedKey_IsSaidSo()
    {
        PlannedCertificate signer = Make(Issuing);

        Select(signer, [signer, Issuing], blocked: signer.Parsed.KeySha256).Availability.Should().Be(EncryptAvailability.CertificateBlocked);
    }

    [Fact]
    public void Select_UntrustedSigner_SecondCertificateMustHaveTheSameIssuersKey()
    {
        PlannedCertificate signer = Make(Issuing, usage: KeyUsage.DigitalSignature);
        PlannedCertificate sibling = Make(Issuing, serial: 8);
        PlannedCertificate added = Make(Stranger, serial: 9);
        PlannedCertificate elsewhere = Make(new CertificatePlan("CN=Elsewhere").Make(), serial: 10);

        Untrusted(signer, sibling, Issuing).Availability.Should().Be(EncryptAvailability.Available);
        Untrusted(signer, sibling).Availability.Should().Be(EncryptAvailability.NoEncryptionCertificate, "nobody can tell without their issuer");
        Untrusted(signer, added, Issuing, Stranger).Availability.Should().Be(EncryptAvailability.NoEncryptionCertificate);
        Untrusted(signer, elsewhere, Issuing).Availability.Should().Be(EncryptAvailability.NoEncryptionCertificate);
    }

    [Fact]
    public void Select_TrustedSigner_SecondCertificateNeedsAPathOfItsOwn()
    {
        PlannedCertificate signer = Make(Issuing, usage: KeyUsage.DigitalSignature);
        PlannedCertificate added = Make(Stranger, serial: 9);

        Select(signer, [signer, added, Issuing, Stranger]).Availability.Should().Be(EncryptAvailability.NoEncryptionCertificate);
    }

    private static PlannedCertificate Make(
        PlannedCertificate issuer, int usage = KeyUsage.KeyAgreement, long serial = 7, int years = 1, string name = "CN=Alice", string address = ForgedMail.Alice, DateTimeOffset? notBefore = null) =>
        (CertificatePlan.Leaf(issuer, address) with
        {
            Name = name,
            Usage = usage,
            SerialNumber = serial,
            NotBefore = notBefore ?? TestAuthority.Now.AddYears(-1),
            NotAfter = TestAuthority.Now.AddYears(years).AddSeconds(years == 0 ? -1 : 0),
        }).Make();

    private static EncryptionCertificate Untrusted(PlannedCertificate signer, params PlannedCertificate[] bag) =>
        Select(signer, [signer, .. bag], new CertificatePlan("CN=Nobody").Make());

    private static EncryptionCertificate Select(PlannedCertificate signer, PlannedCertificate[] bag, PlannedCertificate? anchor = null, string? blocked = null)
    {
        var context = new SignatureContext
        {
            Sender = new SenderFacts(ForgedMail.Alice, null, false),
            Anchors = TrustAnchors.FromDer([(anchor ?? Root).Der]),
            Known = [],
            BlockedKeys = blocked is null ? new HashSet<string>() : new HashSet<string> { blocked },
            At = TestAuthority.Now,
            Policy = SmimePolicy.Default,
        };
        ParsedCertificate[] parsed = [.. bag.Select(certificate => certificate.Parsed)];
        PathResult path = CertificatePath.Find(signer, [.. parsed, Issuing], context.Anchors, context.At, context.Policy);
        return EncryptionCertificateSelector.Select(new JudgedSignature { Findings = path.Findings, Certificate = signer, Bag = parsed, Path = path }, ForgedMail.Alice, context);
    }
}

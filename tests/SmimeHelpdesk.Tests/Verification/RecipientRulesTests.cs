using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class RecipientRulesTests
{
    private const string Alice = "alice@customer.example";

    [Fact]
    public void Usable_ForAnotherAddress_IsAMismatch() =>
        RecipientRules.Usable(Make(plan => plan), "bob@customer.example", TestAuthority.Now).Should().Be(EncryptAvailability.AddressMismatch);

    [Fact]
    public void Usable_WithinItsValidity_EndsIncluded()
    {
        PlannedCertificate certificate = Make(plan => plan with { NotBefore = TestAuthority.Now.AddDays(-1), NotAfter = TestAuthority.Now });

        Usable(certificate, 0).Should().Be(EncryptAvailability.Available);
        Usable(certificate, 1).Should().Be(EncryptAvailability.CertificateExpired);
        Usable(certificate, -24 * 3600).Should().Be(EncryptAvailability.Available);
        Usable(certificate, (-24 * 3600) - 1).Should().Be(EncryptAvailability.CertificateNotYetValid);
    }

    [Fact]
    public void Usable_NotMeantForIt_IsNotForEncryption()
    {
        Usable(Make(plan => plan with { Usage = KeyUsage.DigitalSignature })).Should().Be(EncryptAvailability.NotForEncryption);
        Usable(Make(plan => plan with { Purposes = ["1.3.6.1.5.5.7.3.1"] })).Should().Be(EncryptAvailability.NotForEncryption);
        Usable(SharedIdentities.Alice("Ed25519")).Should().Be(EncryptAvailability.NotForEncryption);
        Usable(SharedIdentities.Alice("RSA-PSS")).Should().Be(EncryptAvailability.NotForEncryption);
    }

    [Fact]
    public void Usable_KeyOfAnUnknownKind_IsUnsupported()
    {
        PlannedKey unknown = PlannedKey.Common("P-256").WithAlgorithm(new AlgorithmIdentifier(new Org.BouncyCastle.Asn1.DerObjectIdentifier("1.2.3.4")));

        Usable(Make(plan => plan with { Key = unknown, Issuer = new CertificatePlan("CN=Root").Make() })).Should().Be(EncryptAvailability.UnsupportedKey);
    }

    [Theory]
    [InlineData("RSA-1024", EncryptAvailability.Available)]
    [InlineData("RSA-1016", EncryptAvailability.WeakKey)]
    [InlineData("P-256", EncryptAvailability.Available)]
    public void Usable_ShortRsaKey_IsTooWeak(string kind, EncryptAvailability availability) => Usable(SharedIdentities.Alice(kind)).Should().Be(availability);

    private static PlannedCertificate Make(Func<CertificatePlan, CertificatePlan> change) => change(CertificatePlan.Leaf(null)).Make();

    private static EncryptAvailability Usable(PlannedCertificate certificate, int seconds = 0) => RecipientRules.Usable(certificate, Alice, TestAuthority.Now.AddSeconds(seconds));

    private static EncryptAvailability Usable(KeyedIdentity identity) => RecipientRules.Usable(identity.Certificate, Alice, TestAuthority.Now);
}

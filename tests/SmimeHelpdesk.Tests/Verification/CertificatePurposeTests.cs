using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class CertificatePurposeTests
{
    private const int Sign = KeyUsage.DigitalSignature;
    private const int Repudiate = KeyUsage.NonRepudiation;
    private const int Encipher = KeyUsage.KeyEncipherment;
    private const int Agree = KeyUsage.KeyAgreement;
    private const int None = 0;
    private const int Absent = -1;

    /// <summary>The key, its usage, whether it may sign, whether it may be encrypted to.</summary>
    [Theory]
    [InlineData("RSA-2048", Absent, true, true)]
    [InlineData("RSA-2048", None, false, false)]
    [InlineData("RSA-2048", Sign, true, false)]
    [InlineData("RSA-2048", Repudiate, true, false)]
    [InlineData("RSA-2048", Encipher, false, true)]
    [InlineData("RSA-2048", Sign | Encipher, true, true)]
    [InlineData("RSA-2048", Agree, false, false)]
    [InlineData("RSA-2048", KeyUsage.DataEncipherment, false, false)]
    [InlineData("RSA-2048", KeyUsage.KeyCertSign | KeyUsage.CrlSign, false, false)]
    [InlineData("RSA-PSS", Absent, true, false)]
    [InlineData("RSA-PSS", Sign | Encipher, true, false)]
    [InlineData("RSA-OAEP", Absent, true, false)]
    [InlineData("P-256", Absent, true, true)]
    [InlineData("P-256", Sign, true, false)]
    [InlineData("P-256", Agree, false, true)]
    [InlineData("P-256", Encipher, false, false)]
    [InlineData("P-256", Agree | KeyUsage.EncipherOnly, false, true)]
    [InlineData("P-256", Agree | KeyUsage.DecipherOnly, false, false)]
    [InlineData("EC-DH", Absent, false, true)]
    [InlineData("EC-DH", Sign | Agree, false, true)]
    [InlineData("Ed25519", Absent, true, false)]
    [InlineData("Ed25519", Sign, true, false)]
    [InlineData("Ed25519", Agree, false, false)]
    [InlineData("X25519", Absent, false, true)]
    [InlineData("X25519", Agree, false, true)]
    [InlineData("X25519", Sign, false, false)]
    [InlineData("ML-KEM-768", Absent, false, true)]
    [InlineData("ML-KEM-768", Encipher, false, true)]
    [InlineData("ML-KEM-768", Agree, false, false)]
    [InlineData("ML-DSA-65", Sign, true, false)]
    public void KeyUsage_OfThisKey_DecidesByTheTable(string kind, int usage, bool maySign, bool mayBeEncryptedTo)
    {
        PlannedCertificate issuer = new CertificatePlan("CN=Root").Make();
        ParsedCertificate certificate = (CertificatePlan.Leaf(issuer) with { Key = Key(kind), Usage = usage == Absent ? null : usage }).Make();

        CertificatePurpose.MaySign(certificate).Should().Be(maySign);
        CertificatePurpose.MayBeEncryptedTo(certificate).Should().Be(mayBeEncryptedTo);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("1.3.6.1.5.5.7.3.4", true)]
    [InlineData("2.5.29.37.0", true)]
    [InlineData("1.3.6.1.5.5.7.3.1", false)]
    [InlineData("1.3.6.1.5.5.7.3.1,1.3.6.1.5.5.7.3.4", true)]
    [InlineData("1.3.6.1.5.5.7.3.44", false)]
    public void ExtendedKeyUsage_MustAllowMail(string purposes, bool isForMail)
    {
        ParsedCertificate certificate = (CertificatePlan.Leaf(null) with { Purposes = purposes.Split(',', StringSplitOptions.RemoveEmptyEntries) }).Make();

        CertificatePurpose.IsForMail(certificate).Should().Be(isForMail);
    }

    private static PlannedKey Key(string kind)
    {
        PlannedKey Foreign(string oid, int size) =>
            PlannedKey.Common("P-256") with { Info = new SubjectPublicKeyInfo(new AlgorithmIdentifier(new DerObjectIdentifier(oid)), new byte[size]) };
        return kind switch
        {
            "RSA-PSS" => PlannedKey.Common("RSA-2048").AsPss(),
            "RSA-OAEP" => PlannedKey.Common("RSA-2048").WithAlgorithm(new AlgorithmIdentifier(PkcsObjectIdentifiers.IdRsaesOaep)),
            "EC-DH" => PlannedKey.Common("P-256").WithAlgorithm(new AlgorithmIdentifier(new DerObjectIdentifier("1.3.132.1.12"), new DerObjectIdentifier("1.2.840.10045.3.1.7"))),
            "ML-KEM-768" => Foreign("2.16.840.1.101.3.4.4.2", 1184),
            "ML-DSA-65" => Foreign("2.16.840.1.101.3.4.3.18", 1952),
            _ => PlannedKey.Common(kind),
        };
    }
}

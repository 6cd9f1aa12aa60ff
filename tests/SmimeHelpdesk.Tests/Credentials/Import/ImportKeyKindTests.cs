using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials.Import;

public sealed class ImportKeyKindTests
{
    [Theory]
    [InlineData("Ed25519", "Ed25519", true)]
    [InlineData("Ed448", "Ed448", true)]
    [InlineData("X25519", "X25519", false)]
    [InlineData("ML-DSA", "ML-DSA-65", true)]
    [InlineData("ML-KEM", "ML-KEM-768", false)]
    [InlineData("RSA-PSS", "RSA-PSS-2048", true)]
    public void Import_KeyThatDotNetLacks_IsPairedAndUsable(string kind, string name, bool canSign)
    {
        ForeignKey key = Create(kind);

        CredentialImportResult result = ImportMaterial.Import(key.Certificate.RawData, key.Pkcs8);

        result.ShouldBe(key.Certificate);
        result.Credentials[0].Key.Should().Be(name);
        result.Credentials[0].CanSign.Should().Be(canSign);
    }

    [Theory]
    [InlineData(MLKemPrivateKeyParameters.Format.SeedOnly)]
    [InlineData(MLKemPrivateKeyParameters.Format.EncodingOnly)]
    [InlineData(MLKemPrivateKeyParameters.Format.SeedAndEncoding)]
    public void Import_MlKemInAnyForm_IsPaired(MLKemPrivateKeyParameters.Format format)
    {
        ForeignKey key = ForeignKey.MlKem();
        MLKemPrivateKeyParameters parameters = ((MLKemPrivateKeyParameters)PrivateKeyFactory.CreateKey(key.Pkcs8)).WithPreferredFormat(format);

        ImportMaterial.Import(key.Certificate.RawData, PrivateKeyInfoFactory.CreatePrivateKeyInfo(parameters).GetEncoded()).ShouldBe(key.Certificate);
    }

    [Theory]
    [InlineData(MLDsaPrivateKeyParameters.Format.SeedOnly)]
    [InlineData(MLDsaPrivateKeyParameters.Format.EncodingOnly)]
    [InlineData(MLDsaPrivateKeyParameters.Format.SeedAndEncoding)]
    public void Import_MlDsaInAnyForm_IsPaired(MLDsaPrivateKeyParameters.Format format)
    {
        ForeignKey key = ForeignKey.MlDsa();
        MLDsaPrivateKeyParameters parameters = ((MLDsaPrivateKeyParameters)PrivateKeyFactory.CreateKey(key.Pkcs8)).WithPreferredFormat(format);

        ImportMaterial.Import(key.Certificate.RawData, PrivateKeyInfoFactory.CreatePrivateKeyInfo(parameters).GetEncoded()).ShouldBe(key.Certificate);
    }

    [Fact]
    public void Import_MlKemWhosePublicHalfIsAnothers_IsMalformed()
    {
        ForeignKey key = ForeignKey.MlKem();
        var own = (MLKemPrivateKeyParameters)PrivateKeyFactory.CreateKey(key.Pkcs8);
        byte[] expanded = own.GetEncoded();
        expanded[10] ^= 1;
        MLKemPrivateKeyParameters forged = MLKemPrivateKeyParameters.FromEncoding(own.Parameters, expanded);

        ImportMaterial.Import(key.Certificate.RawData, PrivateKeyInfoFactory.CreatePrivateKeyInfo(forged).GetEncoded())
            .ShouldFail(CredentialImportStatus.Malformed);
    }

    [Theory]
    [InlineData("1.2.840.10045.3.1.7", "EC-P-256")]
    [InlineData("1.3.132.0.34", "EC-P-384")]
    [InlineData("1.3.132.0.35", "EC-P-521")]
    [InlineData("1.2.840.10045.3.1.1", "EC-P-192")]
    [InlineData("1.3.132.0.33", "EC-P-224")]
    [InlineData("1.3.132.0.10", "EC-secp256k1")]
    [InlineData("1.3.36.3.3.2.8.1.1.7", "EC-brainpoolP256r1")]
    [InlineData("1.3.36.3.3.2.8.1.1.11", "EC-brainpoolP384r1")]
    [InlineData("1.3.36.3.3.2.8.1.1.13", "EC-brainpoolP512r1")]
    public void Import_NamedCurve_IsPairedAndUsable(string oid, string name)
    {
        (ECDsa key, X509Certificate2 certificate) = CurveIdentity.Create(oid);
        using (key)
        using (certificate)
        {
            CredentialImportResult result = ImportMaterial.Import(certificate.RawData, key.ExportPkcs8PrivateKey());

            result.ShouldBe(certificate);
            result.Credentials[0].Key.Should().Be(name);
        }
    }

    [Theory]
    [InlineData(2, CredentialImportStatus.Imported)]
    [InlineData(6, CredentialImportStatus.KeyDoesNotMatchCertificate)]
    public void Import_CertificateWithAnotherFormOfPoint_IsPairedWhenTheFormIsAllowed(byte form, CredentialImportStatus status)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ECPoint point = key.ExportParameters(false).Q;
        byte lead = (byte)(form | (point.Y![^1] & 1));
        byte[] encoded = form == 2 ? [lead, .. point.X!] : [lead, .. point.X!, .. point.Y];
        var algorithm = new Org.BouncyCastle.Asn1.X509.AlgorithmIdentifier(
            new DerObjectIdentifier("1.2.840.10045.2.1"), new DerObjectIdentifier("1.2.840.10045.3.1.7"));
        byte[] info = new Org.BouncyCastle.Asn1.X509.SubjectPublicKeyInfo(algorithm, encoded).GetEncoded();
        using X509Certificate2 certificate = ForeignKey.Certify(info, X509KeyUsageFlags.DigitalSignature);

        ImportMaterial.Import(certificate.RawData, key.ExportPkcs8PrivateKey()).Status.Should().Be(status);
    }

    [Fact]
    public void Import_DualPair_GivesBothAndTheSigningOneFirst()
    {
        ForeignKey signing = ForeignKey.Ed25519();
        ForeignKey decrypting = ForeignKey.X25519();

        CredentialImportResult result =
            ImportMaterial.Import(decrypting.Pkcs8, signing.Certificate.RawData, decrypting.Certificate.RawData, signing.Pkcs8);

        result.Credentials.Select(credential => credential.Key).Should().Equal("Ed25519", "X25519");
        result.Credentials.Select(credential => (credential.CanSign, credential.CanDecrypt)).Should().Equal((true, false), (false, true));
        result.Findings.Should().NotContain([CredentialFinding.NotForSigning, CredentialFinding.NotForEncryption]);
    }

    [Theory]
    [InlineData("modulus")]
    [InlineData("exponent")]
    [InlineData("private exponent")]
    [InlineData("first CRT exponent")]
    [InlineData("CRT coefficient")]
    public void Import_RsaKeyWhoseNumbersDoNotBelongTogether_IsMalformed(string foreign)
    {
        TestIdentity victim = ImportMaterial.Rsa;
        using RSA publicKey = victim.Certificate.PublicKey.GetRSAPublicKey()!;
        using RSA own = foreign == "modulus" ? RSA.Create(2048) : victim.Certificate.GetRSAPrivateKey()!;
        RSAParameters key = own.ExportParameters(true);
        key.Modulus = publicKey.ExportParameters(false).Modulus;
        switch (foreign)
        {
            case "exponent":
                key.Exponent = [3];
                break;
            case "private exponent":
                key.D![^1] ^= 2;
                break;
            case "first CRT exponent":
                key.DP![^1] ^= 2;
                break;
            case "CRT coefficient":
                key.InverseQ![^1] ^= 2;
                break;
        }

        ImportMaterial.Import(victim.Certificate.RawData, RsaStructure(key)).ShouldFail(CredentialImportStatus.Malformed);
    }

    [Fact]
    public void Import_EllipticCurveKeyThatStatesAForeignPoint_DoesNotPair()
    {
        TestIdentity victim = ImportMaterial.EllipticCurve;
        using ECDsa attacker = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa publicKey = victim.Certificate.GetECDsaPublicKey()!;
        ECPoint point = publicKey.ExportParameters(false).Q;
        byte[] key = CurveIdentity.Sec1(attacker.ExportParameters(true).D!, "1.2.840.10045.3.1.7", [4, .. point.X!, .. point.Y!]);

        ImportMaterial.Import(victim.Certificate.RawData, key).ShouldFail(CredentialImportStatus.KeyDoesNotMatchCertificate);
    }

    private static byte[] RsaStructure(RSAParameters key) => new DerSequence(
        DerInteger.ValueOf(0), Number(key.Modulus!), Number(key.Exponent!), Number(key.D!), Number(key.P!), Number(key.Q!), Number(key.DP!), Number(key.DQ!), Number(key.InverseQ!)).GetEncoded();

    private static DerInteger Number(byte[] value) => new(new Org.BouncyCastle.Math.BigInteger(1, value));

    private static ForeignKey Create(string kind) => kind switch
    {
        "Ed25519" => ForeignKey.Ed25519(),
        "Ed448" => ForeignKey.Ed448(),
        "X25519" => ForeignKey.X25519(),
        "ML-DSA" => ForeignKey.MlDsa(),
        "ML-KEM" => ForeignKey.MlKem(),
        _ => ForeignKey.RsaPss(),
    };
}

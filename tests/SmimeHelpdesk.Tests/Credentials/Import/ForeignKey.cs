using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials.Import;

/// <summary>A key that .NET cannot make, with a certificate for it.</summary>
internal sealed class ForeignKey
{
    private ForeignKey(byte[] pkcs8, byte[] subjectPublicKeyInfo, X509KeyUsageFlags usage)
    {
        Pkcs8 = pkcs8;
        Certificate = Certify(subjectPublicKeyInfo, usage);
    }

    public byte[] Pkcs8 { get; }

    public X509Certificate2 Certificate { get; }

    public static ForeignKey Ed25519() => Generate(new Ed25519KeyPairGenerator(), new Ed25519KeyGenerationParameters(new SecureRandom()));

    public static ForeignKey Ed448() => Generate(new Ed448KeyPairGenerator(), new Ed448KeyGenerationParameters(new SecureRandom()));

    public static ForeignKey X25519() =>
        Generate(new X25519KeyPairGenerator(), new X25519KeyGenerationParameters(new SecureRandom()), X509KeyUsageFlags.KeyAgreement);

    public static ForeignKey X448() =>
        Generate(new X448KeyPairGenerator(), new X448KeyGenerationParameters(new SecureRandom()), X509KeyUsageFlags.KeyAgreement);

    public static ForeignKey MlDsa() => Generate(new MLDsaKeyPairGenerator(), new MLDsaKeyGenerationParameters(new SecureRandom(), MLDsaParameters.ml_dsa_65));

    public static ForeignKey MlKem() =>
        Generate(new MLKemKeyPairGenerator(), new MLKemKeyGenerationParameters(new SecureRandom(), MLKemParameters.ml_kem_768), X509KeyUsageFlags.KeyEncipherment);

    /// <summary>An RSA key that both identifiers restrict to PSS.</summary>
    public static ForeignKey RsaPss()
    {
        using RSA rsa = RSA.Create(2048);
        var algorithm = new AlgorithmIdentifier(PkcsObjectIdentifiers.IdRsassaPss);
        return new ForeignKey(
            new PrivateKeyInfo(algorithm, Asn1Object.FromByteArray(rsa.ExportRSAPrivateKey())).GetEncoded(),
            new SubjectPublicKeyInfo(algorithm, rsa.ExportRSAPublicKey()).GetEncoded(),
            X509KeyUsageFlags.DigitalSignature);
    }

    /// <summary>A further certificate for a public key.</summary>
    public static X509Certificate2 Certify(byte[] subjectPublicKeyInfo, X509KeyUsageFlags usage)
    {
        var request = new CertificateRequest(
            new X500DistinguishedName("CN=Foreign"), PublicKey.CreateFromSubjectPublicKeyInfo(subjectPublicKeyInfo, out _), HashAlgorithmName.SHA256);
        new TestSubject("support@desk.example") { KeyUsage = usage }.AddExtensions(request);
        using ECDsa issuer = TestAuthority.Issuing.Certificate.GetECDsaPrivateKey()!;
        return request.Create(
            TestAuthority.Issuing.Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(issuer), TestAuthority.Now.AddDays(-1), TestAuthority.Now.AddYears(1), [1, 2, 3]);
    }

    private static ForeignKey Generate(
        IAsymmetricCipherKeyPairGenerator generator, KeyGenerationParameters parameters, X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature)
    {
        generator.Init(parameters);
        AsymmetricCipherKeyPair pair = generator.GenerateKeyPair();
        return new ForeignKey(
            PrivateKeyInfoFactory.CreatePrivateKeyInfo(pair.Private).GetEncoded(),
            SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(pair.Public).GetEncoded(),
            usage);
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;
using SmimeHelpdesk.Verification.Pkix;
using PrivateKeyFactory = SmimeHelpdesk.Credentials.Formats.PrivateKeyFactory;

namespace SmimeHelpdesk.Tests.TestPki;

/// <summary>An end-entity certificate of any kind of key, issued by <see cref="TestAuthority.Issuing"/>, with its private key.</summary>
internal sealed class KeyedIdentity
{
    /// <summary>An RSA key whose public exponent has 41 bits.</summary>
    public const string WideExponent = "RSA-2048-e41";

    private readonly byte[] _pkcs8;

    private KeyedIdentity(ParsedCertificate certificate, byte[] pkcs8)
    {
        Certificate = certificate;
        _pkcs8 = pkcs8;
    }

    public ParsedCertificate Certificate { get; }

    /// <summary>The private key for BouncyCastle.</summary>
    public AsymmetricKeyParameter PrivateKey => Org.BouncyCastle.Security.PrivateKeyFactory.CreateKey(_pkcs8);

    public string CertificatePem => PemEncoding.WriteString("CERTIFICATE", Certificate.Der.Span);

    public string KeyPem => PemEncoding.WriteString("PRIVATE KEY", _pkcs8);

    public static IReadOnlyList<ParsedCertificate> Chain => [.. TestAuthority.Issuing.Chain.Select(issuer => ParsedCertificate.Parse(issuer.RawData))];

    /// <summary>Makes one; the kind is <c>RSA-2048</c>, <c>RSA-PSS</c>, <c>Ed25519</c>, <c>X25519</c>, <c>ML-DSA-65</c>, <c>ML-KEM-768</c> or a curve's name.</summary>
    public static KeyedIdentity Create(string kind, string address = "alice@customer.example")
    {
        AsymmetricCipherKeyPair pair = Generate(kind);
        SubjectPublicKeyInfo info = SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(pair.Public);
        byte[] pkcs8 = PrivateKeyInfoFactory.CreatePrivateKeyInfo(pair.Private).GetEncoded(Asn1Encodable.Der);
        return new KeyedIdentity(Issue(kind == "RSA-PSS" ? RestrictToPss(info) : info, address), pkcs8);
    }

    /// <summary>A planned certificate with its key.</summary>
    public static KeyedIdentity Of(PlannedCertificate planned) =>
        new(planned.Parsed, PrivateKeyInfoFactory.CreatePrivateKeyInfo(planned.Key.Private).GetEncoded(Asn1Encodable.Der));

    /// <summary>A new certificate for the same key, whose key identifier is another.</summary>
    public KeyedIdentity Renewed() => new(Issue(Certificate.Structure.SubjectPublicKeyInfo, Certificate.Addresses[0], "renewed"), _pkcs8);

    /// <summary>A self-made certificate that borrows the issuer, serial number, key identifier and address of another.</summary>
    public static KeyedIdentity Impostor(KeyedIdentity victim)
    {
        AsymmetricCipherKeyPair pair = Generate("P-256");
        X509CertificateStructure genuine = X509CertificateStructure.GetInstance(victim.Certificate.Der.ToArray());
        var generator = new X509V3CertificateGenerator();
        generator.SetSerialNumber(genuine.SerialNumber.Value);
        generator.SetIssuerDN(genuine.Issuer);
        generator.SetSubjectDN(genuine.Subject);
        generator.SetNotBefore(TestAuthority.Now.AddDays(-30).UtcDateTime);
        generator.SetNotAfter(TestAuthority.Now.AddYears(1).UtcDateTime);
        generator.SetPublicKey(pair.Public);
        foreach (DerObjectIdentifier oid in genuine.TbsCertificate.Extensions.GetExtensionOids())
        {
            generator.AddExtension(oid, false, genuine.TbsCertificate.Extensions.GetExtension(oid).GetParsedValue());
        }

        Org.BouncyCastle.X509.X509Certificate certificate = generator.Generate(new Asn1SignatureFactory("SHA256withECDSA", pair.Private));
        return new KeyedIdentity(ParsedCertificate.Parse(certificate.GetEncoded()), PrivateKeyInfoFactory.CreatePrivateKeyInfo(pair.Private).GetEncoded(Asn1Encodable.Der));
    }

    /// <summary>The identity as a credential, without the importer.</summary>
    public MailboxCredential ToCredential() => new(Certificate, Chain, [.. _pkcs8]);

    public MailboxPrivateKey OpenKey() => PrivateKeyFactory.Open(_pkcs8);

    private static SubjectPublicKeyInfo RestrictToPss(SubjectPublicKeyInfo info) =>
        new(new AlgorithmIdentifier(PkcsObjectIdentifiers.IdRsassaPss), info.ParsePublicKey());

    private static AsymmetricCipherKeyPair Generate(string kind)
    {
        var random = new SecureRandom();
        string algorithm = kind.StartsWith("RSA", StringComparison.Ordinal) ? "RSA" : kind is "Ed25519" or "Ed448" or "X25519" || kind.StartsWith("ML-", StringComparison.Ordinal) ? kind : "EC";
        IAsymmetricCipherKeyPairGenerator generator = algorithm switch
        {
            "ML-KEM-512" or "ML-KEM-768" or "ML-KEM-1024" => new MLKemKeyPairGenerator(),
            "ML-DSA-44" or "ML-DSA-65" or "ML-DSA-87" => new MLDsaKeyPairGenerator(),
            _ => GeneratorUtilities.GetKeyPairGenerator(algorithm),
        };
        generator.Init(algorithm switch
        {
            "RSA" => new RsaKeyGenerationParameters(kind == WideExponent ? BigInteger.ValueOf((1L << 40) + 15) : BigInteger.ValueOf(65537), random, kind is "RSA-PSS" or WideExponent ? 2048 : int.Parse(kind[4..]), 80),
            "EC" => new ECKeyGenerationParameters(ECNamedCurveTable.GetOid(kind), random),
            "ML-KEM-512" => new MLKemKeyGenerationParameters(random, MLKemParameters.ml_kem_512),
            "ML-KEM-768" => new MLKemKeyGenerationParameters(random, MLKemParameters.ml_kem_768),
            "ML-KEM-1024" => new MLKemKeyGenerationParameters(random, MLKemParameters.ml_kem_1024),
            "ML-DSA-44" => new MLDsaKeyGenerationParameters(random, MLDsaParameters.ml_dsa_44),
            "ML-DSA-87" => new MLDsaKeyGenerationParameters(random, MLDsaParameters.ml_dsa_87),
            "ML-DSA-65" => new MLDsaKeyGenerationParameters(random, MLDsaParameters.ml_dsa_65),
            _ => new KeyGenerationParameters(random, 256),
        });
        return generator.GenerateKeyPair();
    }

    private static ParsedCertificate Issue(SubjectPublicKeyInfo info, string address, string identifier = "")
    {
        using ECDsa issuer = TestAuthority.Issuing.Certificate.GetECDsaPrivateKey()!;
        X509CertificateStructure ca = X509CertificateStructure.GetInstance(TestAuthority.Issuing.Certificate.RawData);
        var generator = new X509V3CertificateGenerator();
        generator.SetSerialNumber(new BigInteger(1, RandomNumberGenerator.GetBytes(8)));
        generator.SetIssuerDN(ca.Subject);
        generator.SetSubjectDN(new X509Name("CN=Test Person"));
        generator.SetNotBefore(TestAuthority.Now.AddDays(-30).UtcDateTime);
        generator.SetNotAfter(TestAuthority.Now.AddYears(1).UtcDateTime);
        generator.SetSubjectPublicKeyInfo(info);
        generator.AddExtension(X509Extensions.SubjectAlternativeName, false, new GeneralNames(new GeneralName(GeneralName.Rfc822Name, address)));
        generator.AddExtension(X509Extensions.SubjectKeyIdentifier, false, new DerOctetString(SHA256.HashData([.. info.GetEncoded(Asn1Encodable.Der), .. System.Text.Encoding.ASCII.GetBytes(identifier)])[..20]));
        generator.AddExtension(X509Extensions.ExtendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeID.id_kp_emailProtection));
        var signer = new Asn1SignatureFactory("SHA256withECDSA", Org.BouncyCastle.Security.PrivateKeyFactory.CreateKey(issuer.ExportPkcs8PrivateKey()));
        return ParsedCertificate.Parse(generator.Generate(signer).GetEncoded());
    }
}

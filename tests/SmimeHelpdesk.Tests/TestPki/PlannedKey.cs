using System.Collections.Concurrent;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace SmimeHelpdesk.Tests.TestPki;

/// <summary>A key pair of any kind, with the encoding that a certificate shall give it.</summary>
internal sealed record PlannedKey(AsymmetricKeyParameter Public, AsymmetricKeyParameter Private, SubjectPublicKeyInfo Info)
{
    private static readonly ConcurrentDictionary<string, PlannedKey> Shared = new();

    /// <summary>A new key: <c>P-256</c>, <c>brainpoolP256r1</c>, <c>Ed25519</c>, <c>X25519</c>, <c>RSA-2048</c> and the like.</summary>
    public static PlannedKey Create(string kind)
    {
        AsymmetricCipherKeyPair pair = Generator(kind).GenerateKeyPair();
        return new PlannedKey(pair.Public, pair.Private, SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(pair.Public));
    }

    /// <summary>One key per kind for all tests, because RSA keys are slow to make.</summary>
    public static PlannedKey Common(string kind) => Shared.GetOrAdd(kind, Create);

    /// <summary>The same key, restricted to PSS (RFC 4055).</summary>
    public PlannedKey AsPss() =>
        this with { Info = new SubjectPublicKeyInfo(new AlgorithmIdentifier(PkcsObjectIdentifiers.IdRsassaPss), Info.ParsePublicKey()) };

    public PlannedKey WithAlgorithm(AlgorithmIdentifier algorithm) => this with { Info = new SubjectPublicKeyInfo(algorithm, Info.PublicKey.GetBytes()) };

    public string SignatureName => Private switch
    {
        ECPrivateKeyParameters => "SHA256withECDSA",
        Ed25519PrivateKeyParameters => "Ed25519",
        Ed448PrivateKeyParameters => "Ed448",
        _ when Info.Algorithm.Algorithm.Equals(PkcsObjectIdentifiers.IdRsassaPss) => "SHA256withRSAandMGF1",
        _ => "SHA256withRSA",
    };

    private static IAsymmetricCipherKeyPairGenerator Generator(string kind)
    {
        var random = new SecureRandom();
        IAsymmetricCipherKeyPairGenerator generator = GeneratorUtilities.GetKeyPairGenerator(kind switch
        {
            "Ed25519" or "Ed448" or "X25519" or "X448" or "DSA" => kind,
            _ when kind.StartsWith("RSA-", StringComparison.Ordinal) => "RSA",
            _ when kind.StartsWith("ML-DSA-", StringComparison.Ordinal) => "ML-DSA",
            _ => "EC",
        });
        generator.Init(generator switch
        {
            RsaKeyPairGenerator => new RsaKeyGenerationParameters(BigInteger.ValueOf(65537), random, int.Parse(kind[4..]), 80),
            ECKeyPairGenerator => new ECKeyGenerationParameters(ECNamedCurveTable(kind), random),
            MLDsaKeyPairGenerator => new MLDsaKeyGenerationParameters(random, kind switch { "ML-DSA-44" => MLDsaParameters.ml_dsa_44, "ML-DSA-65" => MLDsaParameters.ml_dsa_65, _ => MLDsaParameters.ml_dsa_87 }),
            DsaKeyPairGenerator => new DsaKeyGenerationParameters(random, DsaParameters(random)),
            _ => new KeyGenerationParameters(random, 256),
        });
        return generator;
    }

    private static DerObjectIdentifier ECNamedCurveTable(string name) => Org.BouncyCastle.Asn1.X9.ECNamedCurveTable.GetOid(name);

    private static DsaParameters DsaParameters(SecureRandom random)
    {
        var generator = new DsaParametersGenerator();
        generator.Init(512, 80, random);
        return generator.GenerateParameters();
    }
}

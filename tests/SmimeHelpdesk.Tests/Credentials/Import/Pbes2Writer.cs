using System.Formats.Asn1;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace SmimeHelpdesk.Tests.Credentials.Import;

/// <summary>Writes PBES2 with any derivation and cipher, through a layer other than the one under test.</summary>
internal static class Pbes2Writer
{
    private static readonly byte[] Salt = [1, 2, 3, 4, 5, 6, 7, 8];

    internal delegate (AlgorithmIdentifier Algorithm, byte[] Key) Derivation(byte[] password, int keySize);

    public static Derivation Pbkdf2(string function, int iterations, int? keyLength = null, bool compute = true) => (password, keySize) =>
    {
        var algorithm = new AlgorithmIdentifier(new DerObjectIdentifier(function), DerNull.Instance);
        Pbkdf2Params parameters = keyLength is { } length
            ? new Pbkdf2Params(Salt, iterations, length, algorithm)
            : new Pbkdf2Params(Salt, iterations, algorithm);
        var generator = new Pkcs5S2ParametersGenerator(DigestUtilities.GetDigest(Digest(function)));
        generator.Init(password, Salt, compute ? iterations : 1);
        var key = (KeyParameter)generator.GenerateDerivedMacParameters(keySize * 8);
        return (new AlgorithmIdentifier(PkcsObjectIdentifiers.IdPbkdf2, parameters), key.GetKey());
    };

    public static Derivation Scrypt(int cost, int blockSize, int parallelization, bool compute = true) => (password, keySize) =>
    {
        var parameters = new DerSequence(
            new DerOctetString(Salt), DerInteger.ValueOf(cost), DerInteger.ValueOf(blockSize), DerInteger.ValueOf(parallelization));
        byte[] key = compute ? SCrypt.Generate(password, Salt, cost, blockSize, parallelization, keySize) : new byte[keySize];
        return (new AlgorithmIdentifier(new DerObjectIdentifier("1.3.6.1.4.1.11591.4.11"), parameters), key);
    };

    /// <summary>EncryptedPrivateKeyInfo.</summary>
    public static byte[] Encrypt(byte[] pkcs8, byte[] password, Derivation derivation, string cipher = "2.16.840.1.101.3.4.1.42", int keySize = 32)
    {
        (AlgorithmIdentifier algorithm, byte[] ciphertext) = EncryptContent(pkcs8, password, derivation, cipher, keySize);
        return new EncryptedPrivateKeyInfo(algorithm, ciphertext).GetEncoded();
    }

    public static (AlgorithmIdentifier Algorithm, byte[] Ciphertext) EncryptContent(
        byte[] content, byte[] password, Derivation derivation, string cipher = "2.16.840.1.101.3.4.1.42", int keySize = 32)
    {
        (AlgorithmIdentifier function, byte[] key) = derivation(password, keySize);
        byte[] vector = new byte[cipher.StartsWith("2.16.", StringComparison.Ordinal) ? 16 : 8];
        IBufferedCipher engine = CipherUtilities.GetCipher(CipherName(cipher));
        ICipherParameters parameter = cipher == "1.2.840.113549.3.2" ? new RC2Parameters(key, 128) : new KeyParameter(key);
        engine.Init(true, new ParametersWithIV(parameter, vector));
        Asn1Encodable parameters = cipher == "1.2.840.113549.3.2" ? new RC2CbcParameter(58, vector) : new DerOctetString(vector);
        var scheme = new DerSequence(function, new AlgorithmIdentifier(new DerObjectIdentifier(cipher), parameters));
        return (new AlgorithmIdentifier(PkcsObjectIdentifiers.IdPbeS2, scheme), engine.DoFinal(content));
    }

    private static string CipherName(string oid) => oid switch
    {
        "1.2.840.113549.3.7" => "DESEDE/CBC/PKCS7PADDING",
        "1.3.14.3.2.7" => "DES/CBC/PKCS7PADDING",
        "1.2.840.113549.3.2" => "RC2/CBC/PKCS7PADDING",
        _ => "AES/CBC/PKCS7PADDING",
    };

    private static string Digest(string function) => function[(function.LastIndexOf('.') + 1)..] switch
    {
        "7" => "SHA-1",
        "8" => "SHA-224",
        "9" => "SHA-256",
        "10" => "SHA-384",
        "11" => "SHA-512",
        "12" => "SHA-512/224",
        _ => "SHA-512/256",
    };
}

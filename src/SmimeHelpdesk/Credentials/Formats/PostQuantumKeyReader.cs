using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Kems;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>ML-DSA (RFC 9881) and ML-KEM (RFC 9935) keys: as seed, expanded, or both.</summary>
internal static class PostQuantumKeyReader
{
    public static ImportedKey Read(ReadOnlySpan<byte> privateKey, string algorithm, ImportContext context)
    {
        var inner = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        inner.WriteEncodedValue(privateKey);
        byte[] pkcs8 = context.Secrets.Own(PrivateKeyWriter.Write(algorithm, default, inner));

        // The layer beneath refuses a seed that does not give the expanded key beside it.
        AsymmetricKeyParameter key = Org.BouncyCastle.Security.PrivateKeyFactory.CreateKey(pkcs8);
        byte[] publicKey = key switch
        {
            MLKemPrivateKeyParameters kem when AgreesWithItself(kem) => kem.GetPublicKeyEncoded(),
            MLDsaPrivateKeyParameters dsa when AgreesWithItself(dsa) => dsa.GetPublicKeyEncoded(),
            _ => throw new CmsFormatException("The parts of a private key do not belong together."),
        };
        return new ImportedKey(PublicKeyIdentity.OfOctets(algorithm, publicKey), pkcs8);
    }

    // An expanded key carries its public half as data; only a round trip shows that the secret half is its partner.
    private static bool AgreesWithItself(MLKemPrivateKeyParameters key)
    {
        var encapsulator = new MLKemEncapsulator(key.Parameters);
        encapsulator.Init(key.GetPublicKey());
        byte[] ciphertext = new byte[encapsulator.EncapsulationLength];
        byte[] sent = new byte[encapsulator.SecretLength];
        encapsulator.Encapsulate(ciphertext, 0, ciphertext.Length, sent, 0, sent.Length);
        var decapsulator = new MLKemDecapsulator(key.Parameters);
        decapsulator.Init(key);
        byte[] received = new byte[sent.Length];
        decapsulator.Decapsulate(ciphertext, 0, ciphertext.Length, received, 0, received.Length);
        return CryptographicOperations.FixedTimeEquals(sent, received);
    }

    private static bool AgreesWithItself(MLDsaPrivateKeyParameters key)
    {
        byte[] data = RandomNumberGenerator.GetBytes(32);
        var signer = new MLDsaSigner(key.Parameters, deterministic: false);
        signer.Init(true, key);
        signer.BlockUpdate(data, 0, data.Length);
        byte[] signature = signer.GenerateSignature();
        signer.Init(false, key.GetPublicKey());
        signer.BlockUpdate(data, 0, data.Length);
        return signer.VerifySignature(signature);
    }
}

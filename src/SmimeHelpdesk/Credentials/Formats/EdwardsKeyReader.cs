using System.Formats.Asn1;
using Org.BouncyCastle.Math.EC.Rfc7748;
using Org.BouncyCastle.Math.EC.Rfc8032;
using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>Ed25519, Ed448 and X25519 keys (RFC 8410).</summary>
internal static class EdwardsKeyReader
{
    public static ImportedKey Read(ReadOnlyMemory<byte> privateKey, string algorithm, ImportContext context)
    {
        byte[] seed = context.Secrets.Own(DerReading.Reader(privateKey).ReadOctetString());
        byte[] publicKey = new byte[algorithm == KeyOids.Ed448 ? 57 : 32];
        if (seed.Length != publicKey.Length)
        {
            throw new CmsFormatException("A private key has the wrong size for its algorithm.");
        }

        switch (algorithm)
        {
            case KeyOids.Ed25519:
                Ed25519.GeneratePublicKey(seed, 0, publicKey, 0);
                break;
            case KeyOids.Ed448:
                Ed448.GeneratePublicKey(seed, 0, publicKey, 0);
                break;
            default:
                X25519.GeneratePublicKey(seed, 0, publicKey, 0);
                break;
        }

        var inner = new AsnWriter(AsnEncodingRules.DER);
        inner.WriteOctetString(seed);
        byte[] pkcs8 = context.Secrets.Own(PrivateKeyWriter.Write(algorithm, default, inner));
        return new ImportedKey(PublicKeyIdentity.OfOctets(algorithm, publicKey), pkcs8);
    }
}

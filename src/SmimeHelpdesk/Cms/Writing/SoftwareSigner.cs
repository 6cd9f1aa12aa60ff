using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.EdEC;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;

namespace SmimeHelpdesk.Cms.Writing;

/// <summary>Signs with keys that .NET has no object for: Ed25519 and ML-DSA, both in their pure form.</summary>
internal static class SoftwareSigner
{
    public static byte[] Sign(byte[] pkcs8, DerObjectIdentifier algorithm, ReadOnlySpan<byte> data)
    {
        try
        {
            ISigner signer = algorithm.Equals(EdECObjectIdentifiers.id_Ed25519) ? new Ed25519Signer() : SignerUtilities.GetSigner(algorithm);
            signer.Init(true, PrivateKeyFactory.CreateKey(pkcs8));
            signer.BlockUpdate(data);
            return signer.GenerateSignature();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new CmsFormatException("The private key cannot be used.", exception);
        }
    }
}

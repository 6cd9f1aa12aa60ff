using System.Security.Cryptography;
using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>Turns PKCS #8 into a key object.</summary>
internal static class PrivateKeyFactory
{
    public static MailboxPrivateKey Open(ReadOnlySpan<byte> pkcs8)
    {
        try
        {
            RSA rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(pkcs8, out _);
            return MailboxPrivateKey.FromRsa(rsa);
        }
        catch (CryptographicException)
        {
            return OpenCurve(pkcs8);
        }
    }

    private static MailboxPrivateKey OpenCurve(ReadOnlySpan<byte> pkcs8)
    {
        try
        {
            ECDsa signing = ECDsa.Create();
            signing.ImportPkcs8PrivateKey(pkcs8, out _);
            ECDiffieHellman agreement = ECDiffieHellman.Create();
            agreement.ImportPkcs8PrivateKey(pkcs8, out _);
            return MailboxPrivateKey.FromEC(signing, agreement);
        }
        catch (CryptographicException exception)
        {
            throw new CmsFormatException("The private key cannot be read.", exception);
        }
    }
}

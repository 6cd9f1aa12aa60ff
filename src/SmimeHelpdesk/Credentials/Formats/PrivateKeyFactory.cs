using System.Security.Cryptography;
using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>Turns an imported key into one that computes: by .NET where it has the algorithm, else as software key.</summary>
internal static class PrivateKeyFactory
{
    /// <summary>Opens a key as the importer stores it (named curves, public point included).</summary>
    /// <param name="pkcs8">PKCS #8 DER; still the caller's to zero.</param>
    /// <returns>The key; the caller disposes it.</returns>
    /// <exception cref="CmsFormatException">The key is damaged, or of a kind that cannot be used here.</exception>
    public static MailboxPrivateKey Open(ReadOnlySpan<byte> pkcs8)
    {
        PrivateKeyStructure key = PrivateKeyStructure.Read(pkcs8);
        try
        {
            return key.Algorithm switch
            {
                _ when KeyOids.IsRsa(key.Algorithm) => OpenRsa(key.PrivateKey),
                _ when KeyOids.IsEllipticCurve(key.Algorithm) => OpenEllipticCurve(pkcs8),
                _ when KeyOids.IsEdwards(key.Algorithm) || KeyOids.IsMlDsa(key.Algorithm) || KeyOids.IsMlKem(key.Algorithm) =>
                    MailboxPrivateKey.FromSoftwareKey(pkcs8),
                _ => throw new CmsFormatException("A private key is of a kind that is not supported."),
            };
        }
        catch (Exception exception) when (exception is CryptographicException or PlatformNotSupportedException)
        {
            throw new CmsFormatException("A private key cannot be used.", exception);
        }
    }

    // .NET refuses the OIDs that restrict a key to PSS or OAEP, though the numbers are the same; the certificate restricts the use.
    private static MailboxPrivateKey OpenRsa(ReadOnlySpan<byte> rsaPrivateKey)
    {
        RSA rsa = RSA.Create();
        try
        {
            rsa.ImportRSAPrivateKey(rsaPrivateKey, out _);
            return MailboxPrivateKey.FromRsa(rsa);
        }
        catch
        {
            rsa.Dispose();
            throw;
        }
    }

    private static MailboxPrivateKey OpenEllipticCurve(ReadOnlySpan<byte> pkcs8)
    {
        ECDsa signing = ECDsa.Create();
        ECDiffieHellman agreement = ECDiffieHellman.Create();
        try
        {
            signing.ImportPkcs8PrivateKey(pkcs8, out _);
            agreement.ImportPkcs8PrivateKey(pkcs8, out _);
            return MailboxPrivateKey.FromEC(signing, agreement);
        }
        catch
        {
            signing.Dispose();
            agreement.Dispose();
            throw;
        }
    }
}

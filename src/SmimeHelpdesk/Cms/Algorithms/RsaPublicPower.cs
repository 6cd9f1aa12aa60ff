using System.Numerics;
using System.Security.Cryptography;

namespace SmimeHelpdesk.Cms.Algorithms;

/// <summary>
/// The RSA verification primitive (RFC 8017 section 5.2.2), for encodings that .NET does not check. Only public values are computed
/// with. Other engines first test whether a modulus looks like one, which lets a hostile key cost a second.
/// </summary>
internal static class RsaPublicPower
{
    // Squarings by the size of the modulus. A usual exponent passes with any modulus; a long one costs as many times more.
    private const long MaximumWork = 200_000;

    /// <summary>Whether the power costs no more than an honest key's.</summary>
    public static bool IsAffordable(RSAParameters key) => 64L * key.Exponent!.Length * key.Modulus!.Length <= MaximumWork;

    /// <summary>The message representative, as long as the modulus; null when the signature is not below the modulus.</summary>
    public static byte[]? Compute(RSAParameters key, ReadOnlySpan<byte> signature)
    {
        var modulus = new BigInteger(key.Modulus, isUnsigned: true, isBigEndian: true);
        var representative = new BigInteger(signature, isUnsigned: true, isBigEndian: true);
        if (representative >= modulus)
        {
            return null;
        }

        var message = BigInteger.ModPow(representative, new BigInteger(key.Exponent, isUnsigned: true, isBigEndian: true), modulus);
        byte[] minimal = message.ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] encoded = new byte[key.Modulus!.Length];
        minimal.CopyTo(encoded, encoded.Length - minimal.Length);
        return encoded;
    }
}

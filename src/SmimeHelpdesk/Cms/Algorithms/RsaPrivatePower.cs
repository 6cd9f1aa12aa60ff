using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Utilities;
using BigInteger = Org.BouncyCastle.Math.BigInteger;

namespace SmimeHelpdesk.Cms.Algorithms;

/// <summary>
/// The RSA decryption primitive (RFC 8017 section 5.1.2) under the encodings that .NET does not take off, blinded so that its time
/// tells nothing about the ciphertext. The engine's own key object first tests the modulus, which takes longer than the decryption.
/// </summary>
internal sealed class RsaPrivatePower(RSAParameters key) : IAsymmetricBlockCipher
{
    private readonly BigInteger _modulus = Number(key.Modulus!);

    public string AlgorithmName => "RSA";

    public void Init(bool forEncryption, ICipherParameters parameters)
    {
        // The key is there already.
    }

    public int GetInputBlockSize() => key.Modulus!.Length;

    public int GetOutputBlockSize() => key.Modulus!.Length - 1;

    public byte[] ProcessBlock(byte[] inBuf, int inOff, int inLen)
    {
        BigInteger input = new(1, inBuf, inOff, inLen);
        BigInteger exponent = Number(key.Exponent!);
        if (input.CompareTo(_modulus) >= 0)
        {
            throw new CmsFormatException("A ciphertext is not below the modulus.");
        }

        BigInteger blind = BigIntegers.CreateRandomInRange(BigInteger.Two, _modulus.Subtract(BigInteger.Two), new SecureRandom());
        BigInteger blinded = blind.ModPow(exponent, _modulus).Multiply(input).Mod(_modulus);
        BigInteger output = Power(blinded).Multiply(blind.ModInverse(_modulus)).Mod(_modulus);

        // A fault in one half would give the key away (RFC 8017 section 5.1.2, and the attacks on its Chinese remainder form).
        return output.ModPow(exponent, _modulus).Equals(input)
            ? BigIntegers.AsUnsignedByteArray(GetOutputBlockSize(), output)
            : throw new CmsFormatException("A decryption failed.");
    }

    private BigInteger Power(BigInteger input)
    {
        BigInteger p = Number(key.P!);
        BigInteger q = Number(key.Q!);
        BigInteger first = input.Remainder(p).ModPow(Number(key.DP!), p);
        BigInteger second = input.Remainder(q).ModPow(Number(key.DQ!), q);
        BigInteger factor = first.Subtract(second).Multiply(Number(key.InverseQ!)).Mod(p);
        return factor.Multiply(q).Add(second);
    }

    private static BigInteger Number(byte[] octets) => new(1, octets);
}

using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>The numbers of an RSA public key, read and not computed with.</summary>
internal sealed class RsaNumbers
{
    private RsaNumbers(RsaPublicKeyStructure key)
    {
        Parameters = new RSAParameters { Modulus = key.Modulus.ToByteArrayUnsigned(), Exponent = key.PublicExponent.ToByteArrayUnsigned() };
        ModulusBits = key.Modulus.BitLength;
        ExponentBits = key.PublicExponent.BitLength;
        IsOdd = key.Modulus.TestBit(0) && key.PublicExponent.TestBit(0);
    }

    public RSAParameters Parameters { get; }

    public int ModulusBits { get; }

    public int ExponentBits { get; }

    /// <summary>Whether modulus and exponent are both odd, as those of every RSA key are.</summary>
    public bool IsOdd { get; }

    public static RsaNumbers Read(SubjectPublicKeyInfo info) => new(RsaPublicKeyStructure.GetInstance(info.ParsePublicKey()));
}

using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using SmimeHelpdesk.Interop.Tests.Peers;

namespace SmimeHelpdesk.Interop.Tests.Programs;

/// <summary>A private key as the canonical S-expression that gpg-agent keeps.</summary>
internal static class AgentKey
{
    public static byte[] Of(Person person)
    {
        byte[] key = person.IsEd25519 ? Ed25519(person.KeyPem) : person.IsEllipticCurve ? Curve(person.KeyPem) : Rsa(person.KeyPem);
        return List("private-key", key);
    }

    private static byte[] Rsa(string pem)
    {
        using RSA rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        RSAParameters key = rsa.ExportParameters(true);

        // libgcrypt wants the smaller prime first.
        byte[][] primes = [.. new[] { key.P!, key.Q! }.OrderBy(Number)];
        BigInteger p = Number(primes[0]);
        BigInteger q = Number(primes[1]);
        byte[] inverse = BigInteger.ModPow(p, q - 2, q).ToByteArray(isUnsigned: true, isBigEndian: true);
        return List("rsa", Integer("n", key.Modulus!), Integer("e", key.Exponent!), Integer("d", key.D!), Integer("p", primes[0]), Integer("q", primes[1]), Integer("u", inverse));
    }

    private static byte[] Curve(string pem)
    {
        using ECDsa ec = ECDsa.Create();
        ec.ImportFromPem(pem);
        ECParameters key = ec.ExportParameters(true);
        return List("ecc", List("curve", Atom("NIST P-256"u8)), List("q", Atom([4, .. key.Q.X!, .. key.Q.Y!])), Integer("d", key.D!));
    }

    private static byte[] Ed25519(string pem)
    {
        byte[] pkcs8 = Convert.FromBase64String(string.Concat(pem.Split('\n').Where(line => !line.StartsWith("-----", StringComparison.Ordinal))));
        var key = (Ed25519PrivateKeyParameters)PrivateKeyFactory.CreateKey(pkcs8);
        return List("ecc", List("curve", Atom("Ed25519"u8)), List("flags", Atom("eddsa"u8)), List("q", Atom([0x40, .. key.GeneratePublicKey().GetEncoded()])), List("d", Atom(key.GetEncoded())));
    }

    private static BigInteger Number(byte[] octets) => new(octets, isUnsigned: true, isBigEndian: true);

    private static byte[] Integer(string name, byte[] number) => List(name, Atom([0, .. Number(number).ToByteArray(isUnsigned: true, isBigEndian: true)]));

    private static byte[] List(string name, params byte[][] values) => [.. "("u8, .. Atom(Encoding.ASCII.GetBytes(name)), .. values.SelectMany(value => value), .. ")"u8];

    private static byte[] Atom(ReadOnlySpan<byte> octets) => [.. Encoding.ASCII.GetBytes(octets.Length.ToString(CultureInfo.InvariantCulture) + ":"), .. octets];
}

using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>A digest in the three roles that key files give it. By .NET where it has the digest, else by BouncyCastle.</summary>
internal sealed class KdfDigest
{
    private static readonly KdfDigest[] All =
    [
        new("1.2.840.113549.2.5", "1.2.840.113549.2.6", HashAlgorithmName.MD5, 16, 64, null),
        new("1.3.14.3.2.26", "1.2.840.113549.2.7", HashAlgorithmName.SHA1, 20, 64, null),
        new("2.16.840.1.101.3.4.2.4", "1.2.840.113549.2.8", default, 28, 64, () => new Sha224Digest()),
        new("2.16.840.1.101.3.4.2.1", "1.2.840.113549.2.9", HashAlgorithmName.SHA256, 32, 64, null),
        new("2.16.840.1.101.3.4.2.2", "1.2.840.113549.2.10", HashAlgorithmName.SHA384, 48, 128, null),
        new("2.16.840.1.101.3.4.2.3", "1.2.840.113549.2.11", HashAlgorithmName.SHA512, 64, 128, null),
        new("2.16.840.1.101.3.4.2.5", "1.2.840.113549.2.12", default, 28, 128, () => new Sha512tDigest(224)),
        new("2.16.840.1.101.3.4.2.6", "1.2.840.113549.2.13", default, 32, 128, () => new Sha512tDigest(256)),
        new("2.16.840.1.101.3.4.2.8", "2.16.840.1.101.3.4.2.14", default, 32, 136, () => new Sha3Digest(256)),
        new("2.16.840.1.101.3.4.2.9", "2.16.840.1.101.3.4.2.15", default, 48, 104, () => new Sha3Digest(384)),
        new("2.16.840.1.101.3.4.2.10", "2.16.840.1.101.3.4.2.16", default, 64, 72, () => new Sha3Digest(512)),
        new("1.3.6.1.4.1.1722.12.2.1.16", "", default, 64, 128, () => new Blake2bDigest(512)),
    ];

    private readonly string _oid;
    private readonly string _hmacOid;
    private readonly HashAlgorithmName _name;
    private readonly Func<IDigest>? _software;

    private KdfDigest(string oid, string hmacOid, HashAlgorithmName name, int size, int blockSize, Func<IDigest>? software)
    {
        _oid = oid;
        _hmacOid = hmacOid;
        _name = name;
        Size = size;
        BlockSize = blockSize;
        _software = software;
    }

    public static KdfDigest Md5 => All[0];

    public static KdfDigest Sha1 => All[1];

    public static KdfDigest Sha256 => All[3];

    /// <summary>The digest's size in bytes.</summary>
    public int Size { get; }

    /// <summary>The size of the block that the digest compresses, in bytes.</summary>
    public int BlockSize { get; }

    public static KdfDigest FromOid(string oid) =>
        Array.Find(All, digest => digest._oid == oid) ?? throw new UnsupportedProtectionException("digest");

    public static KdfDigest FromHmacOid(string oid) =>
        Array.Find(All, digest => digest._hmacOid == oid) ?? throw new UnsupportedProtectionException("pseudo-random function");

    public void Hash(ReadOnlySpan<byte> data, Span<byte> destination)
    {
        if (_software is null)
        {
            CryptographicOperations.HashData(_name, data, destination);
            return;
        }

        IDigest digest = _software();
        digest.BlockUpdate(data);
        digest.DoFinal(destination);
    }

    public byte[] Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        byte[] mac = new byte[Size];
        if (_software is null)
        {
            CryptographicOperations.HmacData(_name, key, data, mac);
            return mac;
        }

        var hmac = new HMac(_software());
        hmac.Init(new KeyParameter(key));
        hmac.BlockUpdate(data);
        hmac.DoFinal(mac);
        return mac;
    }

    /// <summary>PBKDF2 with HMAC over this digest (RFC 8018 section 5.2).</summary>
    public void Pbkdf2(byte[] password, byte[] salt, int iterations, byte[] destination)
    {
        if (_software is null)
        {
            Rfc2898DeriveBytes.Pbkdf2(password, salt, destination, iterations, _name);
            return;
        }

        var generator = new Pkcs5S2ParametersGenerator(_software());
        generator.Init(password, salt, iterations);
        var derived = (KeyParameter)generator.GenerateDerivedMacParameters(destination.Length * 8);
        derived.CopyKeyTo(destination, 0, destination.Length);
    }
}

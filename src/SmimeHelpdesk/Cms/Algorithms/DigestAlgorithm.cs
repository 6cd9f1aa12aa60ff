using System.Buffers;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Algorithms;

/// <summary>A digest: by .NET where it has it, by BouncyCastle for the others. MD2 and MD4 are not computed at all.</summary>
internal sealed class DigestAlgorithm
{
    private static readonly DigestAlgorithm[] All =
    [
        new("1.2.840.113549.2.5", HashAlgorithmName.MD5, 16, DigestGrade.Broken, native: true),
        new("1.3.14.3.2.26", HashAlgorithmName.SHA1, 20, DigestGrade.Weak, native: true),
        new("1.3.36.3.2.1", new HashAlgorithmName("RIPEMD160"), 20, DigestGrade.Weak, native: false),
        new("2.16.840.1.101.3.4.2.4", new HashAlgorithmName("SHA224"), 28, DigestGrade.Good, native: false),
        new("2.16.840.1.101.3.4.2.1", HashAlgorithmName.SHA256, 32, DigestGrade.Good, native: true),
        new("2.16.840.1.101.3.4.2.2", HashAlgorithmName.SHA384, 48, DigestGrade.Good, native: true),
        new("2.16.840.1.101.3.4.2.3", HashAlgorithmName.SHA512, 64, DigestGrade.Good, native: true),
        new("2.16.840.1.101.3.4.2.7", new HashAlgorithmName("SHA3-224"), 28, DigestGrade.Good, native: false),
        new("2.16.840.1.101.3.4.2.8", new HashAlgorithmName("SHA3-256"), 32, DigestGrade.Good, native: false),
        new("2.16.840.1.101.3.4.2.9", new HashAlgorithmName("SHA3-384"), 48, DigestGrade.Good, native: false),
        new("2.16.840.1.101.3.4.2.10", new HashAlgorithmName("SHA3-512"), 64, DigestGrade.Good, native: false),

        // With the output sizes that RFC 8702 section 2 fixes; the last is how RFC 8419 section 2.3 names SHAKE256 of 512 bits.
        new("2.16.840.1.101.3.4.2.11", new HashAlgorithmName("SHAKE128"), 32, DigestGrade.Good, native: false),
        new("2.16.840.1.101.3.4.2.12", new HashAlgorithmName("SHAKE256"), 64, DigestGrade.Good, native: false),
        new("2.16.840.1.101.3.4.2.18", new HashAlgorithmName("SHAKE256"), 64, DigestGrade.Good, native: false),
    ];

    private static readonly Dictionary<string, string> BySignature = new()
    {
        ["1.2.840.113549.1.1.4"] = "1.2.840.113549.2.5",
        ["1.2.840.113549.1.1.5"] = "1.3.14.3.2.26",
        ["1.3.14.3.2.29"] = "1.3.14.3.2.26",
        ["1.2.840.113549.1.1.14"] = "2.16.840.1.101.3.4.2.4",
        ["1.2.840.113549.1.1.11"] = "2.16.840.1.101.3.4.2.1",
        ["1.2.840.113549.1.1.12"] = "2.16.840.1.101.3.4.2.2",
        ["1.2.840.113549.1.1.13"] = "2.16.840.1.101.3.4.2.3",
        ["1.3.36.3.3.1.2"] = "1.3.36.3.2.1",
        ["2.16.840.1.101.3.4.3.13"] = "2.16.840.1.101.3.4.2.7",
        ["2.16.840.1.101.3.4.3.14"] = "2.16.840.1.101.3.4.2.8",
        ["2.16.840.1.101.3.4.3.15"] = "2.16.840.1.101.3.4.2.9",
        ["2.16.840.1.101.3.4.3.16"] = "2.16.840.1.101.3.4.2.10",
        ["1.2.840.10045.4.1"] = "1.3.14.3.2.26",
        ["1.2.840.10045.4.3.1"] = "2.16.840.1.101.3.4.2.4",
        ["1.2.840.10045.4.3.2"] = "2.16.840.1.101.3.4.2.1",
        ["1.2.840.10045.4.3.3"] = "2.16.840.1.101.3.4.2.2",
        ["1.2.840.10045.4.3.4"] = "2.16.840.1.101.3.4.2.3",
        ["2.16.840.1.101.3.4.3.9"] = "2.16.840.1.101.3.4.2.7",
        ["2.16.840.1.101.3.4.3.10"] = "2.16.840.1.101.3.4.2.8",
        ["2.16.840.1.101.3.4.3.11"] = "2.16.840.1.101.3.4.2.9",
        ["2.16.840.1.101.3.4.3.12"] = "2.16.840.1.101.3.4.2.10",
    };

    private const int Chunk = 64 * 1024;

    private readonly bool _native;

    private DigestAlgorithm(string oid, HashAlgorithmName name, int size, DigestGrade grade, bool native)
    {
        Oid = oid;
        Name = name;
        Size = size;
        Grade = grade;
        _native = native;
    }

    public string Oid { get; }

    public HashAlgorithmName Name { get; }

    /// <summary>The digest's size in bytes.</summary>
    public int Size { get; }

    public DigestGrade Grade { get; }

    /// <summary>Whether .NET computes it, and so also signatures with it.</summary>
    public bool IsNative => _native;

    /// <summary>The digest of an OID; null when unknown. Some programs write a signature's OID where a digest's belongs.</summary>
    public static DigestAlgorithm? FromOid(string? oid) =>
        Array.Find(All, digest => digest.Oid == oid) ?? (oid is null ? null : FromSignature(oid));

    /// <summary>The digest that a signature OID implies; null when it implies none.</summary>
    public static DigestAlgorithm? FromSignature(string oid) => BySignature.TryGetValue(oid, out string? digest) ? FromOid(digest) : null;

    public byte[] Hash(ReadOnlySpan<byte> data)
    {
        if (_native)
        {
            return CryptographicOperations.HashData(Name, data);
        }

        IDigest digest = DigestUtilities.GetDigest(Name.Name!);
        digest.BlockUpdate(data);
        return DigestUtilities.DoFinal(digest);
    }

    public byte[] Hash(IContent content)
    {
        if (content is ByteSource source)
        {
            return Hash(source);
        }

        if (content.KnownDigest(Name) is { } known)
        {
            return known;
        }

        // Only digests that .NET has are ever made.
        using var hashing = new HashingStream(Name, Stream.Null);
        content.WriteTo(hashing);
        return hashing.GetHash();
    }

    public byte[] Hash(ByteSource source)
    {
        if (source.TryGetMemory(out ReadOnlyMemory<byte> bytes))
        {
            return Hash(bytes.Span);
        }

        using Stream stream = source.OpenRead();
        return Hash(stream);
    }

    public byte[] Hash(Stream stream)
    {
        if (_native)
        {
            return HashNative(stream);
        }

        IDigest digest = DigestUtilities.GetDigest(Name.Name!);
        byte[] buffer = new byte[Chunk];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            digest.BlockUpdate(buffer, 0, read);
        }

        return DigestUtilities.DoFinal(digest);
    }

    private byte[] HashNative(Stream stream)
    {
        using var hash = IncrementalHash.CreateHash(Name);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
        }

        PooledBuffer.Return(buffer, buffer.Length);
        return hash.GetHashAndReset();
    }
}

/// <summary>How far a digest resists forgery.</summary>
internal enum DigestGrade
{
    Broken = 0,
    Weak = 1,
    Good = 2,
}

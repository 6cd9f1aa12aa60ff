using System.Security.Cryptography;

namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>
/// Certificates that were parsed before, by the SHA-256 of their bytes: the same customers write again and again, and their issuers
/// are few. Whatever comes out of it is what parsing would give. Bounded in number and size, so that a flood of certificates costs
/// others time and nobody memory. Thread-safe.
/// </summary>
internal sealed class CertificateMemo
{
    private const int MaximumGeneration = 128;
    private const int MaximumSize = 8 << 10;

    private readonly Lock _gate = new();
    private Dictionary<Digest, ParsedCertificate> _young = [];
    private Dictionary<Digest, ParsedCertificate> _old = [];

    /// <summary>The certificate of these bytes; null when it cannot be parsed.</summary>
    public ParsedCertificate? TryParse(ReadOnlyMemory<byte> der)
    {
        if (der.Length > MaximumSize)
        {
            return ParsedCertificate.TryParse(der);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(der.Span, hash);
        var digest = new Digest(BitConverter.ToUInt128(hash), BitConverter.ToUInt128(hash[16..]));
        if (Find(digest) is { } known)
        {
            return known;
        }

        ParsedCertificate? parsed = ParsedCertificate.TryParse(der);
        if (parsed is not null)
        {
            Keep(digest, parsed);
        }

        return parsed;
    }

    private ParsedCertificate? Find(Digest digest)
    {
        lock (_gate)
        {
            if (_young.TryGetValue(digest, out ParsedCertificate? known))
            {
                return known;
            }

            if (_old.Remove(digest, out known))
            {
                _young[digest] = known;
            }

            return known;
        }
    }

    // What was not asked for during a whole generation is forgotten.
    private void Keep(Digest digest, ParsedCertificate certificate)
    {
        lock (_gate)
        {
            if (_young.Count >= MaximumGeneration)
            {
                _old = _young;
                _young = [];
            }

            _young[digest] = certificate;
        }
    }

    private readonly record struct Digest(UInt128 First, UInt128 Second);
}

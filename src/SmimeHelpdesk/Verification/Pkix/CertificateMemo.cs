namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>
/// Certificates that were parsed before, by their bytes: the same customers write again and again, and their issuers are few. Whatever comes out of it is what parsing would give. Bounded in number and size, so that a flood of certificates costs
/// others time and nobody memory. Thread-safe.
/// </summary>
internal sealed class CertificateMemo
{
    private const int MaximumGeneration = 128;
    private const int MaximumSize = 8 << 10;

    private readonly Lock _gate = new();
    private Dictionary<ReadOnlyMemory<byte>, ParsedCertificate> _young = new(SameBytes.Comparer);
    private Dictionary<ReadOnlyMemory<byte>, ParsedCertificate> _old = new(SameBytes.Comparer);

    /// <summary>The certificate of these bytes; null when it cannot be parsed.</summary>
    public ParsedCertificate? TryParse(ReadOnlyMemory<byte> der)
    {
        if (der.Length > MaximumSize)
        {
            return ParsedCertificate.TryParse(der);
        }

        if (Find(der) is { } known)
        {
            return known;
        }

        ParsedCertificate? parsed = ParsedCertificate.TryParse(der);
        if (parsed is not null)
        {
            Keep(parsed);
        }

        return parsed;
    }

    private ParsedCertificate? Find(ReadOnlyMemory<byte> der)
    {
        lock (_gate)
        {
            if (_young.TryGetValue(der, out ParsedCertificate? known))
            {
                return known;
            }

            if (_old.Remove(der, out known))
            {
                _young[known.Der] = known;
            }

            return known;
        }
    }

    // What was not asked for during a whole generation is forgotten.
    private void Keep(ParsedCertificate certificate)
    {
        lock (_gate)
        {
            if (_young.Count >= MaximumGeneration)
            {
                (_old, _young) = (_young, new(SameBytes.Comparer));
            }

            _young[certificate.Der] = certificate;
        }
    }

    // A certificate ends with its signature, so its last octets tell it from nearly every other. Who makes some that share them makes a look-up
    // as slow as a generation is long, and never wrong.
    private sealed class SameBytes : IEqualityComparer<ReadOnlyMemory<byte>>
    {
        private const int Tail = 32;

        public static readonly SameBytes Comparer = new();

        public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

        public int GetHashCode(ReadOnlyMemory<byte> obj)
        {
            var hash = default(HashCode);
            hash.AddBytes(obj.Span[^Math.Min(obj.Length, Tail)..]);
            return hash.ToHashCode();
        }
    }
}

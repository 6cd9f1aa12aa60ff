using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>
/// The content that a signature is checked against, in the forms that count as the same: as received, and, for a detached signature
/// over text that was stored with bare line feeds, in the canonical form (RFC 8551 section 3.1.1). Digests are computed once each.
/// </summary>
internal sealed class SignedBytes
{
    private readonly bool _hasCanonicalForm;
    private readonly Dictionary<(string Oid, bool IsCanonical), byte[]> _digests = [];

    private SignedBytes(ByteSource received, bool hasCanonicalForm)
    {
        Received = received;
        _hasCanonicalForm = hasCanonicalForm;
    }

    public ByteSource Received { get; }

    /// <summary>Encapsulated content: its octets are what was signed, no more, no less.</summary>
    public static SignedBytes Exactly(ByteSource content) => new(content, false);

    /// <summary>A MIME entity as received.</summary>
    public static SignedBytes Entity(ByteSource raw) => new(raw, CanonicalTextStream.HasBareLineFeed(raw));

    /// <summary>Whether one of the forms has this digest.</summary>
    public bool HasDigest(DigestAlgorithm algorithm, ReadOnlySpan<byte> digest, VerificationBudget budget) =>
        (_hasCanonicalForm && Digest(algorithm, true, budget).SequenceEqual(digest)) || Digest(algorithm, false, budget).SequenceEqual(digest);

    /// <summary>The forms in memory, for a signature over the content itself.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Contents(long limit, VerificationBudget budget)
    {
        budget.SpendDigest();
        yield return Received.ToMemory(limit);
        if (_hasCanonicalForm)
        {
            budget.SpendDigest();
            using var canonical = new CanonicalTextStream(Received);
            using var buffer = new MemoryStream();
            canonical.CopyTo(buffer);
            yield return buffer.ToArray();
        }
    }

    private ReadOnlySpan<byte> Digest(DigestAlgorithm algorithm, bool isCanonical, VerificationBudget budget)
    {
        if (!_digests.TryGetValue((algorithm.Oid, isCanonical), out byte[]? digest))
        {
            budget.SpendDigest();
            digest = isCanonical ? HashCanonical(algorithm) : algorithm.Hash(Received);
            _digests.Add((algorithm.Oid, isCanonical), digest);
        }

        return digest;
    }

    private byte[] HashCanonical(DigestAlgorithm algorithm)
    {
        using var canonical = new CanonicalTextStream(Received);
        return algorithm.Hash(canonical);
    }
}

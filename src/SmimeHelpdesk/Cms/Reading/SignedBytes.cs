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
    private readonly Dictionary<string, byte[][]> _digests = [];

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

    public IReadOnlyList<byte[]> Digests(DigestAlgorithm algorithm)
    {
        if (!_digests.TryGetValue(algorithm.Oid, out byte[][]? digests))
        {
            digests = _hasCanonicalForm ? [HashCanonical(algorithm), algorithm.Hash(Received)] : [algorithm.Hash(Received)];
            _digests.Add(algorithm.Oid, digests);
        }

        return digests;
    }

    /// <summary>The forms in memory, for a signature over the content itself.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Contents(long limit)
    {
        yield return Received.ToMemory(limit);
        if (_hasCanonicalForm)
        {
            using var canonical = new CanonicalTextStream(Received);
            using var buffer = new MemoryStream();
            canonical.CopyTo(buffer);
            yield return buffer.ToArray();
        }
    }

    private byte[] HashCanonical(DigestAlgorithm algorithm)
    {
        using var canonical = new CanonicalTextStream(Received);
        return algorithm.Hash(canonical);
    }
}

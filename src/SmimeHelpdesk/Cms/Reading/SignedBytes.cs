using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>
/// The content that a signature is checked against, in the forms that count as the same: as received, and, for a detached signature
/// over text that was stored with bare line feeds, in the canonical form (RFC 8551 section 3.1.1). Digests are computed once each.
/// </summary>
internal sealed class SignedBytes
{
    private readonly ByteSource[] _forms;
    private readonly Dictionary<string, byte[][]> _digests = [];

    private SignedBytes(params ByteSource[] forms) => _forms = forms;

    public IReadOnlyList<ByteSource> Forms => _forms;

    /// <summary>Encapsulated content: its octets are what was signed, no more, no less.</summary>
    public static SignedBytes Exactly(ByteSource content) => new(content);

    /// <summary>A MIME entity as received.</summary>
    public static SignedBytes Entity(ByteSource raw) =>
        CanonicalText.HasBareLineFeed(raw) ? new SignedBytes(raw, new CanonicalText(raw)) : new SignedBytes(raw);

    public IReadOnlyList<byte[]> Digests(DigestAlgorithm algorithm)
    {
        if (!_digests.TryGetValue(algorithm.Oid, out byte[][]? digests))
        {
            digests = [.. _forms.Select(algorithm.Hash)];
            _digests.Add(algorithm.Oid, digests);
        }

        return digests;
    }
}

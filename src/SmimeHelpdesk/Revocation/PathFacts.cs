using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation;

/// <summary>A path that is asked about, parsed, with everything that answers are verified by.</summary>
internal sealed class PathFacts
{
    // Those that a stranger added cost a look each.
    private const int MaximumCertificates = 64;
    private readonly TrustAnchors _anchors;
    private readonly Dictionary<string, IReadOnlyList<ParsedCertificate>?> _paths = new(StringComparer.Ordinal);

    public PathFacts(RevocationRequest request, CertificateMemo memo)
    {
        Policy = request.Policy;
        At = request.At;
        _anchors = request.Anchors;
        Path = [.. request.Path.Take(Policy.Limits.MaximumPathLength).Select(memo.TryParse).OfType<ParsedCertificate>()];
        Others = [.. request.Certificates.Take(MaximumCertificates).Select(memo.TryParse).OfType<ParsedCertificate>()];
        IsComplete = Path.Count == request.Path.Count;
    }

    public SmimePolicy Policy { get; }

    public DateTimeOffset At { get; }

    public IReadOnlyList<ParsedCertificate> Path { get; }

    public bool IsComplete { get; }

    /// <summary>Every certificate at hand that may have signed an answer.</summary>
    public IEnumerable<ParsedCertificate> Known =>
        Path.Concat(_anchors.Intermediates).Concat(_anchors.Anchors).Concat(Others).DistinctBy(certificate => certificate.Sha256);

    private IReadOnlyList<ParsedCertificate> Others { get; }

    /// <summary>
    /// Whether the path is what it claims: its last certificate an anchor, every other signed by the next. The question may come from
    /// anywhere, and no stranger's URL is asked.
    /// </summary>
    public bool IsAnchored()
    {
        if (!IsComplete || Path.Count == 0 || !_anchors.Index.IsAnchor(Path[^1]))
        {
            return false;
        }

        for (int i = 0; i + 1 < Path.Count; i++)
        {
            if (Path[i].IssuerName.Key != Path[i + 1].SubjectName.Key || !CertificateSignature.IsIssuedBy(Path[i], Path[i + 1], Policy.Limits))
            {
                return false;
            }
        }

        return true;
    }

    public bool IsOnPath(ParsedCertificate certificate) => Path.Any(other => other.Sha256 == certificate.Sha256);

    /// <summary>The valid path of another certificate to the anchor of this one; null when it has none.</summary>
    public IReadOnlyList<ParsedCertificate>? PathToSameAnchor(ParsedCertificate certificate)
    {
        lock (_paths)
        {
            if (!_paths.TryGetValue(certificate.Sha256, out IReadOnlyList<ParsedCertificate>? known))
            {
                PathResult path = CertificatePath.Find(certificate, [.. Path, .. Others], _anchors, At, Policy);
                known = path.IsValid && path.Path[^1].KeySha256 == Path[^1].KeySha256 ? path.Path : null;
                _paths.Add(certificate.Sha256, known);
            }

            return known;
        }
    }
}

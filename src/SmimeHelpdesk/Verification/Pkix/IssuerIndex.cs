namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>Certificates by the name of their subject. Immutable and thread-safe.</summary>
internal sealed class IssuerIndex
{
    private readonly Dictionary<string, List<IssuerCandidate>> _bySubject = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CandidateSource> _sources = new(StringComparer.Ordinal);

    /// <summary>Indexes certificates; of one that stands there twice the first counts.</summary>
    public IssuerIndex(IEnumerable<IssuerCandidate> candidates)
    {
        foreach (IssuerCandidate candidate in candidates)
        {
            // Nothing can name an issuer without a name.
            if (_sources.TryAdd(candidate.Certificate.Sha256, candidate.Source) && !candidate.Certificate.SubjectName.IsEmpty)
            {
                string name = candidate.Certificate.SubjectName.Key;
                if (!_bySubject.TryGetValue(name, out List<IssuerCandidate>? same))
                {
                    _bySubject.Add(name, same = []);
                }

                same.Add(candidate);
            }
        }
    }

    public IReadOnlyList<IssuerCandidate> Named(DirectoryName subject) =>
        _bySubject.TryGetValue(subject.Key, out List<IssuerCandidate>? same) ? same : [];

    public bool Contains(string sha256) => _sources.ContainsKey(sha256);

    public bool IsAnchor(ParsedCertificate certificate) =>
        _sources.TryGetValue(certificate.Sha256, out CandidateSource source) && source is CandidateSource.Anchor;
}

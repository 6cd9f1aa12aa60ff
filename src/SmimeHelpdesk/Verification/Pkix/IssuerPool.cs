namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>
/// The certificates that one search may use. A message's certificate is never an anchor, self-signed or not, unless it is one of the
/// anchors byte for byte.
/// </summary>
internal sealed class IssuerPool
{
    private readonly IssuerIndex _known;
    private readonly IssuerIndex _message;
    private readonly DateTimeOffset _at;
    private readonly List<ParsedCertificate> _blocked;
    private readonly Dictionary<string, IReadOnlyList<IssuerCandidate>> _issuers = new(StringComparer.Ordinal);

    public IssuerPool(IEnumerable<ParsedCertificate> message, TrustAnchors anchors, DateTimeOffset at)
    {
        _known = anchors.Index;
        _blocked = [.. anchors.Blocked.Concat(message.Where(anchors.IsBlocked))];
        _message = new IssuerIndex(message.Where(certificate => !_known.Contains(certificate.Sha256) && !anchors.IsBlocked(certificate))
            .Select(certificate => new IssuerCandidate(certificate, CandidateSource.Message)));
        _at = at;
    }

    /// <summary>
    /// The certificates whose subject is the issuer's name, the most promising first. The order depends on nothing but their
    /// content, so that whoever rearranges the bag changes nothing.
    /// </summary>
    public IReadOnlyList<IssuerCandidate> IssuersOf(ParsedCertificate subject)
    {
        if (!_issuers.TryGetValue(subject.Sha256, out IReadOnlyList<IssuerCandidate>? issuers))
        {
            issuers =
            [
                .. _known.Named(subject.IssuerName).Concat(_message.Named(subject.IssuerName))
                    .Where(issuer => issuer.Certificate.Sha256 != subject.Sha256)
                    .OrderBy(issuer => KeyIdentifierRank(subject, issuer.Certificate))
                    .ThenBy(issuer => issuer.Certificate.IsValidAt(_at) ? 0 : 1)
                    .ThenBy(issuer => issuer.Source)
                    .ThenBy(issuer => issuer.Certificate.Sha256, StringComparer.Ordinal),
            ];
            _issuers.Add(subject.Sha256, issuers);
        }

        return issuers;
    }

    /// <summary>The certificates of the issuer's name that the host has blocked.</summary>
    public IEnumerable<ParsedCertificate> BlockedIssuersOf(ParsedCertificate subject) =>
        _blocked.Where(issuer => issuer.SubjectName.Key == subject.IssuerName.Key);

    /// <summary>Every certificate, the given one first, from which anchors can be reached by name, and whether any anchor can.</summary>
    public (IReadOnlyList<ParsedCertificate> Certificates, bool ReachesAnchor) Ancestors(ParsedCertificate leaf)
    {
        var found = new List<ParsedCertificate> { leaf };
        var seen = new HashSet<string>(StringComparer.Ordinal) { leaf.Sha256 };
        bool reachesAnchor = false;
        for (int i = 0; i < found.Count; i++)
        {
            foreach (IssuerCandidate issuer in IssuersOf(found[i]))
            {
                reachesAnchor |= issuer.IsAnchor;
                if (!issuer.IsAnchor && seen.Add(issuer.Certificate.Sha256))
                {
                    found.Add(issuer.Certificate);
                }
            }
        }

        return (found, reachesAnchor);
    }

    /// <summary>Whether the authority key identifier points at the issuer's key (RFC 5280 section 4.2.1.1).</summary>
    public static bool PointsAt(ParsedCertificate subject, ParsedCertificate issuer) =>
        !subject.Extensions.AuthorityKeyIdentifier.IsEmpty
        && subject.Extensions.AuthorityKeyIdentifier.Span.SequenceEqual(issuer.Extensions.SubjectKeyIdentifier.Span);

    private static int KeyIdentifierRank(ParsedCertificate subject, ParsedCertificate issuer) =>
        PointsAt(subject, issuer) ? 0
            : subject.Extensions.AuthorityKeyIdentifier.IsEmpty || issuer.Extensions.SubjectKeyIdentifier.IsEmpty ? 1
            : 2;
}

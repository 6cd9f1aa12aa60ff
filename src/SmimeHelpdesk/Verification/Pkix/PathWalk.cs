namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>Enumerates the paths from a leaf to an anchor within a set of anchored certificates, the most promising first.</summary>
internal sealed class PathWalk(IssuerPool pool, AnchoredCertificates anchored, PathBudget budget, int maximumLength)
{
    /// <summary>Whether a path was left out because it would be too long.</summary>
    public bool ReachedMaximumLength { get; private set; }

    public IEnumerable<IReadOnlyList<ParsedCertificate>> From(ParsedCertificate leaf) => Climb([leaf]);

    private IEnumerable<IReadOnlyList<ParsedCertificate>> Climb(List<ParsedCertificate> path)
    {
        ParsedCertificate top = path[^1];
        foreach (IssuerCandidate issuer in pool.IssuersOf(top).Where(issuer => anchored.Signed(top, issuer)))
        {
            if (!budget.SpendStep())
            {
                yield break;
            }

            if (path.Count >= maximumLength)
            {
                ReachedMaximumLength = true;
                yield break;
            }

            if (issuer.IsAnchor)
            {
                yield return [.. path, issuer.Certificate];
            }
            else if (!Repeats(path, issuer.Certificate))
            {
                foreach (IReadOnlyList<ParsedCertificate> found in Climb([.. path, issuer.Certificate]))
                {
                    yield return found;
                }
            }
        }
    }

    // The same name with the same key a second time is a loop, whatever else the certificate says.
    private static bool Repeats(List<ParsedCertificate> path, ParsedCertificate issuer) =>
        path.Exists(used => used.KeySha256 == issuer.KeySha256 && used.SubjectName.Key == issuer.SubjectName.Key);
}

using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Verification.Pkix;

internal static class UnanchoredPath
{
    /// <summary>
    /// How far the certificates at hand lead when no anchor is reached: the last one's issuer is the one that is missing or not
    /// trusted. Only signatures that verify are followed, the most promising first, without turning back.
    /// </summary>
    public static IReadOnlyList<ParsedCertificate> Climb(ParsedCertificate leaf, IssuerPool pool, IssuerSignatures signatures, int maximumLength)
    {
        var path = new List<ParsedCertificate> { leaf };
        while (path.Count < maximumLength)
        {
            ParsedCertificate top = path[^1];
            IssuerCandidate? issuer = pool.IssuersOf(top).FirstOrDefault(candidate =>
                path.TrueForAll(used => used.Sha256 != candidate.Certificate.Sha256) && signatures.Check(top, candidate.Certificate) is SignatureCheck.Good);
            if (issuer is null)
            {
                return path;
            }

            path.Add(issuer.Certificate);
        }

        return path;
    }
}

namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>
/// Name constraints (RFC 5280 sections 4.2.1.10 and 6.1.3 (b) and (c)). Each issuer's constraints are applied by themselves, which
/// equals the standard's intersection of permitted and union of excluded subtrees.
/// </summary>
internal static class NameConstraintRule
{
    // Preparing a name, with its conversion to A-labels, costs about as much as this many comparisons.
    private const int PreparationCost = 16;

    public static void Check(IReadOnlyList<ParsedCertificate> path, PathBudget budget, PathFindings findings)
    {
        var constraining = new List<ParsedCertificate>();
        for (int i = path.Count - 1; i >= 0; i--)
        {
            ParsedCertificate certificate = path[i];

            // A self-issued certificate on the way, say of a key rollover, is exempt.
            bool isExempt = i > 0 && (certificate.IsSelfIssued || i == path.Count - 1);
            if (constraining.Count > 0 && !isExempt && !CheckNames(certificate, constraining, budget, findings))
            {
                return;
            }

            if (certificate.Extensions.NameConstraints is not null)
            {
                constraining.Add(certificate);
            }
        }
    }

    private static bool CheckNames(ParsedCertificate certificate, List<ParsedCertificate> constraining, PathBudget budget, PathFindings findings)
    {
        int cost = PreparationCost + constraining.Sum(issuer => issuer.Extensions.NameConstraints!.Count);
        foreach (ConstrainedName written in certificate.ConstrainedNames)
        {
            if (!budget.SpendNameComparisons(cost))
            {
                findings.Add(SignatureReason.LimitExceeded, certificate, ("expected", "name constraints"));
                return false;
            }

            ConstrainedName name = NameMatcher.Prepare(written);
            if (constraining.Find(issuer => Violates(name, issuer.Extensions.NameConstraints!)) is { } violated)
            {
                findings.Add(SignatureReason.NameConstraintViolated, certificate, ("issuer", violated.Subject), ("actual", Shown(written)));
                return false;
            }
        }

        return true;
    }

    private static bool Violates(ConstrainedName name, NameConstraintSet constraints)
    {
        if (constraints.HasDistances)
        {
            return true;
        }

        bool isConstrained = false;
        bool isPermitted = false;
        foreach (ConstrainedName subtree in constraints.Permitted.Where(name.IsOfSameForm))
        {
            isConstrained = true;
            isPermitted |= NameMatcher.Compare(name, subtree) is NameMatch.Within;
        }

        return (isConstrained && !isPermitted)
            || constraints.Excluded.Any(subtree => name.IsOfSameForm(subtree) && NameMatcher.Compare(name, subtree) is not NameMatch.Outside);
    }

    private static string Shown(ConstrainedName name) => name.Text is { } text ? DisplayText.Clean(text) : name.Kind.ToString();
}

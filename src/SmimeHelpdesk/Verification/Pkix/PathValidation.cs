namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>Validates exactly one path, leaf first and anchor last, at an instant (RFC 5280 section 6.1).</summary>
internal sealed class PathValidation(IssuerSignatures signatures, PathBudget budget, TrustAnchors anchors, DateTimeOffset at, SmimePolicy policy)
{
    public PathResult Validate(IReadOnlyList<ParsedCertificate> path)
    {
        var findings = new PathFindings();
        CertificateRules.CheckLeaf(path[0], at, policy, findings);
        for (int i = 1; i < path.Count; i++)
        {
            SignatureRules.Check(path[i - 1], path[i], signatures.Check(path[i - 1], path[i]), policy, findings);
            CertificateRules.CheckIssuer(path[i], isAnchor: i == path.Count - 1, at, policy, findings);
        }

        PathLengthRule.Check(path, findings);
        PolicyRule.Check(path, findings);
        NameConstraintRule.Check(path, budget, findings);
        PinRule.Check(path, anchors, findings);
        return new PathResult(path, findings.All) { UsesWeakDigest = findings.UsesWeakDigest };
    }
}

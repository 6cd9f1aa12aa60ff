using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>One search: anchored certificates are grown, paths among them walked, each validated, the best one kept.</summary>
internal sealed class PathSearch
{
    private readonly ParsedCertificate _leaf;
    private readonly TrustAnchors _anchors;
    private readonly DateTimeOffset _at;
    private readonly SmimePolicy _policy;
    private readonly IssuerPool _pool;
    private readonly PathBudget _budget;
    private readonly IssuerSignatures _signatures;
    private readonly PathValidation _validation;
    private bool _reachedMaximumLength;

    public PathSearch(ParsedCertificate leaf, IEnumerable<ParsedCertificate> candidates, TrustAnchors anchors, DateTimeOffset at, SmimePolicy policy)
    {
        _leaf = leaf;
        _anchors = anchors;
        _at = at;
        _policy = policy;
        _pool = new IssuerPool(candidates, anchors, at);
        _budget = new PathBudget(policy.Limits);
        _signatures = new IssuerSignatures(policy.Limits, _budget);
        _validation = new PathValidation(_signatures, _budget, anchors, at, policy);
    }

    /// <summary>The result for a leaf that is an anchor itself.</summary>
    public PathResult AnchorAlone() => _validation.Validate([_leaf]);

    public PathResult Run()
    {
        (IReadOnlyList<ParsedCertificate> ancestors, bool reachesAnchor) = _pool.Ancestors(_leaf);
        PathResult? best = reachesAnchor && !_anchors.IsBlocked(_leaf) ? Search(ancestors, acceptDefects: false) ?? Search(ancestors, acceptDefects: true) : null;
        PathResult result = best ?? Unanchored();
        return result with { SignatureChecks = _budget.SignatureChecks };
    }

    // A first look as soon as the leaf is anchored: with honest mail the search ends there, one check per certificate of the path.
    private PathResult? Search(IReadOnlyList<ParsedCertificate> ancestors, bool acceptDefects)
    {
        var anchored = new AnchoredCertificates(ancestors, _pool, _signatures, acceptDefects);
        while (!anchored.Contains(_leaf) && anchored.Grow())
        {
        }

        if (Best(anchored) is { IsValid: true } valid)
        {
            return valid;
        }

        while (anchored.Grow())
        {
        }

        PathResult? best = Best(anchored);
        return best is { IsValid: false } && _budget.IsExhausted ? WithLimitExceeded(best) : best;
    }

    private PathResult? Best(AnchoredCertificates anchored)
    {
        PathResult? best = null;
        var walk = new PathWalk(_pool, anchored, _budget, _policy.Limits.MaximumPathLength);
        foreach (IReadOnlyList<ParsedCertificate> path in walk.From(_leaf))
        {
            if (best is { IsValid: true } || !_budget.SpendPath())
            {
                break;
            }

            best = PathChoice.Better(best, _validation.Validate(path));
        }

        _reachedMaximumLength |= walk.ReachedMaximumLength;
        return best;
    }

    // No anchor was reached. Whether none can be, or the search ended early, is a difference; the leaf's own defects count either way.
    private PathResult Unanchored()
    {
        bool isCutShort = _budget.IsExhausted || _reachedMaximumLength;
        IReadOnlyList<ParsedCertificate> path = UnanchoredPath.Climb(_leaf, _pool, _signatures, _policy.Limits.MaximumPathLength);
        var findings = new PathFindings();
        CertificateRules.CheckLeaf(_leaf, _at, _policy, findings);
        SignatureRules.CheckAlgorithm(_leaf, _policy, findings);
        findings.Add(isCutShort ? SignatureReason.LimitExceeded : IsBlocked(path[^1]) ? SignatureReason.IssuerBlocked : SignatureReason.UntrustedIssuer, path[^1]);
        PinRule.Check(path, _anchors, findings);
        return new PathResult(path, findings.All) { UsesWeakDigest = findings.UsesWeakDigest };
    }

    // By signature, not by name: whoever adds a blocked certificate to another's mail changes nothing.
    private bool IsBlocked(ParsedCertificate last) => _anchors.IsBlocked(_leaf)
        || _pool.BlockedIssuersOf(last).Any(issuer => _signatures.Check(last, issuer) is SignatureCheck.Good);

    private PathResult WithLimitExceeded(PathResult result)
    {
        var limit = new PathFindings();
        limit.Add(SignatureReason.LimitExceeded, _leaf);
        return result with { Findings = [.. result.Findings, .. limit.All] };
    }
}

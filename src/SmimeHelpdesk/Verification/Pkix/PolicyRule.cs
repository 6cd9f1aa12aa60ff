namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>
/// Certificate policies (RFC 5280 section 6.1) with every policy acceptable to the user and no initial restriction. The graph of
/// valid policies (RFC 9618) is kept one level at a time: what is asked at the end is only whether its last level is empty, and a
/// level follows from the one above it. So the work is bounded by the size of the certificates, where a tree grows exponentially.
/// </summary>
internal sealed class PolicyRule
{
    // By valid policy of the current level, its expected policies; null once the graph is empty.
    private Dictionary<string, HashSet<string>>? _level = new(StringComparer.Ordinal) { [PolicyExtensions.AnyPolicy] = [PolicyExtensions.AnyPolicy] };
    private int _explicitPolicy;
    private int _inhibitAnyPolicy;
    private int _policyMapping;

    private PolicyRule(int length)
    {
        _explicitPolicy = _inhibitAnyPolicy = _policyMapping = length + 1;
    }

    public static void Check(IReadOnlyList<ParsedCertificate> path, PathFindings findings)
    {
        var rule = new PolicyRule(path.Count - 1);
        for (int i = path.Count - 2; i >= 0; i--)
        {
            ParsedCertificate certificate = path[i];
            rule.Descend(certificate, isFinal: i == 0);
            bool holds = i == 0 ? rule.WrapUp(certificate.Extensions.Policy) : rule.Prepare(certificate);
            if (!holds)
            {
                findings.Add(SignatureReason.PathInvalid, certificate, ("expected", "certificatePolicies"));
                return;
            }
        }
    }

    // Section 6.1.3 (d) and (e).
    private void Descend(ParsedCertificate certificate, bool isFinal)
    {
        if (_level is null || certificate.Extensions.Policy.Policies is not { } policies)
        {
            _level = null;
            return;
        }

        var expected = _level.Values.SelectMany(values => values).ToHashSet(StringComparer.Ordinal);
        bool hasAny = _level.ContainsKey(PolicyExtensions.AnyPolicy);
        var next = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (string policy in policies.Where(policy => policy != PolicyExtensions.AnyPolicy && (hasAny || expected.Contains(policy))))
        {
            next[policy] = [policy];
        }

        if (policies.Contains(PolicyExtensions.AnyPolicy) && (_inhibitAnyPolicy > 0 || (!isFinal && certificate.IsSelfIssued)))
        {
            foreach (string policy in expected)
            {
                next.TryAdd(policy, [policy]);
            }
        }

        _level = next.Count > 0 ? next : null;
    }

    // Section 6.1.4 (a), (b) and (h) to (j). Section 6.1.3 (f) is left to the end: an empty graph stays empty, and a counter at
    // zero stays there.
    private bool Prepare(ParsedCertificate certificate)
    {
        PolicyExtensions extensions = certificate.Extensions.Policy;
        bool mapsAny = extensions.Mappings.Any(pair => pair.IssuerPolicy == PolicyExtensions.AnyPolicy || pair.SubjectPolicy == PolicyExtensions.AnyPolicy);
        if (mapsAny)
        {
            return false;
        }

        Map(extensions.Mappings);
        int step = certificate.IsSelfIssued ? 0 : 1;
        _explicitPolicy = Lower(_explicitPolicy, step, extensions.RequireExplicitPolicy);
        _policyMapping = Lower(_policyMapping, step, extensions.InhibitPolicyMapping);
        _inhibitAnyPolicy = Lower(_inhibitAnyPolicy, step, extensions.InhibitAnyPolicy);
        return true;
    }

    private void Map(IReadOnlyList<(string IssuerPolicy, string SubjectPolicy)> mappings)
    {
        if (_level is null)
        {
            return;
        }

        foreach (IGrouping<string, string> mapping in mappings.GroupBy(pair => pair.IssuerPolicy, pair => pair.SubjectPolicy))
        {
            if (_policyMapping == 0)
            {
                _level.Remove(mapping.Key);
            }
            else if (_level.ContainsKey(mapping.Key) || _level.ContainsKey(PolicyExtensions.AnyPolicy))
            {
                _level[mapping.Key] = [.. mapping];
            }
        }

        _level = _level.Count > 0 ? _level : null;
    }

    // Section 6.1.5 (a), (b) and (g); with any policy acceptable, what is left of the graph is acceptable.
    private bool WrapUp(PolicyExtensions extensions)
    {
        _explicitPolicy = extensions.RequireExplicitPolicy == 0 ? 0 : Lower(_explicitPolicy, 1, null);
        return _explicitPolicy > 0 || _level is not null;
    }

    private static int Lower(int counter, int step, int? constraint) => Math.Min(Math.Max(counter - step, 0), constraint ?? int.MaxValue);
}

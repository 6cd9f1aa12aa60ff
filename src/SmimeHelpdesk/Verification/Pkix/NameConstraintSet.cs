using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>The nameConstraints extension (RFC 5280 section 4.2.1.10).</summary>
internal sealed record NameConstraintSet
{
    public required IReadOnlyList<ConstrainedName> Permitted { get; init; }

    public required IReadOnlyList<ConstrainedName> Excluded { get; init; }

    /// <summary>Whether a subtree has a minimum or maximum, which the profile does not use: such a constraint cannot be applied.</summary>
    public bool HasDistances { get; init; }

    public int Count => Permitted.Count + Excluded.Count;

    public static NameConstraintSet Parse(Asn1Object value)
    {
        NameConstraints constraints = NameConstraints.GetInstance(value);
        GeneralSubtree[] permitted = Subtrees(constraints.PermittedSubtreesValue);
        GeneralSubtree[] excluded = Subtrees(constraints.ExcludedSubtreesValue);
        return new NameConstraintSet
        {
            Permitted = Bases(permitted),
            Excluded = Bases(excluded),
            HasDistances = permitted.Concat(excluded).Any(subtree => subtree.MinimumObject is { } minimum && !minimum.HasValue(0) || subtree.MaximumObject is not null),
        };
    }

    private static GeneralSubtree[] Subtrees(GeneralSubtrees? subtrees) => subtrees?.GetElements() ?? [];

    private static IReadOnlyList<ConstrainedName> Bases(GeneralSubtree[] subtrees) =>
        [.. subtrees.Select(subtree => NameSubtree.Prepare(GeneralNameReader.Read(subtree.Base)))];
}

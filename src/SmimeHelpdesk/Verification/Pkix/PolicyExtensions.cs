using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>The extensions about certificate policies (RFC 5280 sections 4.2.1.4, 4.2.1.5, 4.2.1.11 and 4.2.1.14).</summary>
internal sealed record PolicyExtensions
{
    public const string AnyPolicy = "2.5.29.32.0";

    /// <summary>The policies; null when the extension is absent.</summary>
    public IReadOnlyList<string>? Policies { get; private init; }

    public IReadOnlyList<(string IssuerPolicy, string SubjectPolicy)> Mappings { get; private init; } = [];

    public int? RequireExplicitPolicy { get; private init; }

    public int? InhibitPolicyMapping { get; private init; }

    public int? InhibitAnyPolicy { get; private init; }

    public static PolicyExtensions Parse(X509Extensions extensions)
    {
        Asn1Sequence? constraints = Value(extensions, X509Extensions.PolicyConstraints) is { } found ? Asn1Sequence.GetInstance(found) : null;
        return new PolicyExtensions
        {
            Policies = Value(extensions, X509Extensions.CertificatePolicies) is { } policies ? ReadPolicies(policies) : null,
            Mappings = Value(extensions, X509Extensions.PolicyMappings) is { } mappings ? ReadMappings(mappings) : [],
            RequireExplicitPolicy = ReadConstraint(constraints, 0),
            InhibitPolicyMapping = ReadConstraint(constraints, 1),
            InhibitAnyPolicy = Value(extensions, X509Extensions.InhibitAnyPolicy) is { } skip ? SkipCerts.Read(DerInteger.GetInstance(skip)) : null,
        };
    }

    private static Asn1Object? Value(X509Extensions extensions, DerObjectIdentifier oid) => extensions.GetExtension(oid)?.GetParsedValue();

    private static IReadOnlyList<string> ReadPolicies(Asn1Object value) =>
        [.. Asn1Sequence.GetInstance(value).Select(policy => DerObjectIdentifier.GetInstance(Asn1Sequence.GetInstance(policy)[0]).Id)];

    private static IReadOnlyList<(string IssuerPolicy, string SubjectPolicy)> ReadMappings(Asn1Object value) =>
        [.. Asn1Sequence.GetInstance(value).Select(pair => Asn1Sequence.GetInstance(pair)).Select(pair => pair.Count == 2
            ? (DerObjectIdentifier.GetInstance(pair[0]).Id, DerObjectIdentifier.GetInstance(pair[1]).Id)
            : throw new CmsFormatException("A policy mapping is no pair."))];

    private static int? ReadConstraint(Asn1Sequence? constraints, int tag) => constraints?
        .Select(constraint => Asn1TaggedObject.GetInstance(constraint)).Where(tagged => tagged.HasContextTag(tag))
        .Select(tagged => (int?)SkipCerts.Read(DerInteger.GetTagged(tagged, false))).FirstOrDefault();
}

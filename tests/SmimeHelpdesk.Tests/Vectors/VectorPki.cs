using System.Collections.Concurrent;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>The certificates of the vectors: one trusted root, and what lies below it in any form.</summary>
internal static class VectorPki
{
    private static readonly ConcurrentDictionary<string, Lazy<PlannedCertificate>> Made = new();

    public static PlannedCertificate Root => Shared("root", () => new CertificatePlan("CN=Vector Root"));

    public static PlannedCertificate Issuing => Shared("issuing", () => new CertificatePlan("CN=Vector Issuing") { Issuer = Root });

    public static PlannedCertificate Stranger => Shared("stranger", () => new CertificatePlan("CN=Unknown Root"));

    /// <summary>Whom the helpdesk of the vectors trusts.</summary>
    public static TrustAnchors Anchors => TrustAnchors.FromCertificates([TestAuthority.Root.Certificate, Root.Certificate]);

    /// <summary>One certificate per name, made once.</summary>
    public static PlannedCertificate Shared(string name, Func<CertificatePlan> plan) => Made.GetOrAdd(name, _ => new Lazy<PlannedCertificate>(() => plan().Make())).Value;

    public static CertificatePlan Leaf(PlannedCertificate? issuer = null) => CertificatePlan.Leaf(issuer ?? Issuing);
}

using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

/// <summary>Shorthand of the path tests.</summary>
internal static class PathTesting
{
    public static PathResult Find(PlannedCertificate leaf, IEnumerable<PlannedCertificate> bag, IEnumerable<PlannedCertificate> anchors, SmimePolicy? policy = null, DateTimeOffset? at = null) =>
        CertificatePath.Find(leaf, [.. bag.Select(certificate => certificate.Parsed)], Trust(anchors), at ?? TestAuthority.Now, policy ?? SmimePolicy.Default);

    public static TrustAnchors Trust(IEnumerable<PlannedCertificate> anchors) =>
        TrustAnchors.FromDer(anchors.Select(anchor => new ReadOnlyMemory<byte>(anchor.Der)));

    public static IEnumerable<SignatureReason> Reasons(this PathResult result) => result.Findings.Select(finding => finding.Reason);

    public static SignatureFinding Finding(this PathResult result, SignatureReason reason) => result.Findings.Single(finding => finding.Reason == reason);

    public static IEnumerable<string> Fingerprints(this PathResult result) => result.Path.Select(certificate => certificate.Sha256);

    public static IEnumerable<string> Fingerprints(params IEnumerable<PlannedCertificate> certificates) => certificates.Select(certificate => certificate.Parsed.Sha256);

    /// <summary>Root, issuing CA and leaf, each as planned; null for the ordinary plan.</summary>
    public static (PlannedCertificate Root, PlannedCertificate Issuing, PlannedCertificate Leaf) Chain(
        Func<CertificatePlan, CertificatePlan>? root = null, Func<CertificatePlan, CertificatePlan>? issuing = null, Func<CertificatePlan, CertificatePlan>? leaf = null)
    {
        PlannedCertificate first = (root ?? Same)(new CertificatePlan("CN=Root")).Make();
        PlannedCertificate second = (issuing ?? Same)(new CertificatePlan("CN=Issuing") { Issuer = first, SerialNumber = 2 }).Make();
        return (first, second, (leaf ?? Same)(CertificatePlan.Leaf(second)).Make());
    }

    /// <summary>The outcome for such a chain whose root is trusted.</summary>
    public static PathResult FindChain(
        Func<CertificatePlan, CertificatePlan>? root = null, Func<CertificatePlan, CertificatePlan>? issuing = null, Func<CertificatePlan, CertificatePlan>? leaf = null, SmimePolicy? policy = null)
    {
        (PlannedCertificate first, PlannedCertificate second, PlannedCertificate third) = Chain(root, issuing, leaf);
        return Find(third, [second], [first], policy);
    }

    private static CertificatePlan Same(CertificatePlan plan) => plan;
}

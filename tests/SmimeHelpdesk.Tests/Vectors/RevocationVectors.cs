using SmimeHelpdesk.Tests.TestPki;
using static SmimeHelpdesk.Tests.Vectors.Expected;
using static SmimeHelpdesk.Tests.Vectors.VectorMail;

namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>What the authorities, and the host, say about a certificate whose path is valid.</summary>
internal static class RevocationVectors
{
    private static readonly SmimePolicy Soft = SmimePolicy.Default with { Revocation = RevocationMode.SoftFail };
    private static readonly SmimePolicy Hard = SmimePolicy.Default with { Revocation = RevocationMode.HardFail };

    private static Expected Revoked => Invalid(SignatureReason.CertificateRevoked);

    public static IEnumerable<VerdictVector> All =>
    [
        Case("not revoked", Soft, Answer(RevocationStatus.Good), Valid.WithOnly()),
        Case("revoked", Soft, RevokedAt(-1, RevocationReason.Superseded), Revoked) with { Box = EncryptAvailability.CertificateRevoked },
        Case("revoked after its receipt, and superseded", Soft, RevokedAt(1, RevocationReason.Superseded), Valid.WithOnly()) with { OpenedAfter = TimeSpan.FromDays(2), Box = EncryptAvailability.CertificateRevoked },
        Case("revoked after its receipt, and the key in foreign hands", Soft, RevokedAt(1, RevocationReason.KeyCompromise), Revoked) with { OpenedAfter = TimeSpan.FromDays(2), Box = EncryptAvailability.CertificateRevoked },
        Case("nobody says whether it is revoked", Soft, Answer(RevocationStatus.Unknown), Valid.WithOnly(SmimeCaution.RevocationUnknown)) with { ReplyCautions = [SmimeCaution.RevocationUnknown] },
        Case("nobody says whether it is revoked, and the policy insists", Hard, Answer(RevocationStatus.Unknown), Indeterminate(SignatureReason.RevocationUnknown)) with { Box = EncryptAvailability.RevocationUnknown },
        Trusting("issuer blocked by the host", VectorPki.Anchors.Block(Only(VectorPki.Issuing)), SignatureReason.IssuerBlocked),
        Trusting("root blocked by the host", VectorPki.Anchors.Block(Only(VectorPki.Root)), SignatureReason.IssuerBlocked),
        Trusting("domain pinned to another issuer", VectorPki.Anchors.Pin("customer.example", Only(VectorPki.Stranger)), SignatureReason.IssuerNotPinned),
        new("domain pinned to this issuer", () => By(VectorPki.Leaf()), Valid) { Anchors = VectorPki.Anchors.Pin("customer.example", Only(VectorPki.Issuing)) },
    ];

    private static VerdictVector Case(string name, SmimePolicy policy, CertificateRevocation answer, Expected expected) =>
        new(name, () => By(VectorPki.Leaf()), expected) { Policy = policy, Answer = answer };

    private static VerdictVector Trusting(string name, TrustAnchors anchors, SignatureReason reason) => new(name, () => By(VectorPki.Leaf()), Indeterminate(reason)) { Anchors = anchors };

    private static TrustAnchors Only(PlannedCertificate issuer) => TrustAnchors.FromCertificates([issuer.Certificate]);

    private static CertificateRevocation Answer(RevocationStatus status) => new()
    {
        Sha256 = string.Empty, Status = status, Unknown = status is RevocationStatus.Unknown ? RevocationUnknownReason.TimedOut : RevocationUnknownReason.None,
    };

    private static CertificateRevocation RevokedAt(int days, RevocationReason reason) =>
        Answer(RevocationStatus.Revoked) with { RevokedAt = TestAuthority.Now.AddDays(days), Reason = reason, Location = new Uri("http://crl.ca.example/1"), Source = RevocationSource.Crl };
}

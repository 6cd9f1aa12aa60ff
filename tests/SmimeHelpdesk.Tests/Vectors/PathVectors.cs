using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Tests.TestPki;
using static SmimeHelpdesk.Tests.Vectors.Expected;
using static SmimeHelpdesk.Tests.Vectors.VectorMail;

namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>The certificate path, and what the signer's certificate is for.</summary>
internal static class PathVectors
{
    private static readonly DateTimeOffset Now = TestAuthority.Now;

    private static PlannedCertificate Root => VectorPki.Root;

    private static PlannedCertificate Issuing => VectorPki.Issuing;

    public static IEnumerable<VerdictVector> All =>
    [
        new("path with its intermediate", () => By(VectorPki.Leaf()), Valid),
        new("root sent along", () => By(VectorPki.Leaf().Make(), Root, Issuing), Valid),
        new("intermediate left out", () => By(VectorPki.Leaf().Make()), Indeterminate(SignatureReason.UntrustedIssuer)) { ReplyCautions = [SmimeCaution.UntrustedIssuer] },
        new("unknown root", () => By(VectorPki.Leaf(VectorPki.Stranger).Make(), VectorPki.Stranger), Indeterminate(SignatureReason.UntrustedIssuer)) { ReplyCautions = [SmimeCaution.UntrustedIssuer] },
        new("unknown root where the policy refuses it", () => By(VectorPki.Leaf(VectorPki.Stranger).Make(), VectorPki.Stranger), Indeterminate(SignatureReason.UntrustedIssuer)) { Policy = SmimePolicy.Default with { UntrustedSigners = UntrustedSigners.Refuse }, Box = EncryptAvailability.UntrustedIssuer },
        new("self-signed", () => By((VectorPki.Leaf() with { Issuer = null }).Make()), Indeterminate(SignatureReason.UntrustedIssuer)) { ReplyCautions = [SmimeCaution.UntrustedIssuer] },
        new("self-signed root of the trusted one's name", () => By(VectorPki.Leaf(FalseRoot).Make(), FalseRoot), Indeterminate(SignatureReason.UntrustedIssuer)) { ReplyCautions = [SmimeCaution.UntrustedIssuer] },
        new("expired", () => By(VectorPki.Leaf() with { NotAfter = Now.AddDays(-1) }), Indeterminate(SignatureReason.CertificateExpired)),
        new("not valid yet", () => By(VectorPki.Leaf() with { NotBefore = Now.AddDays(1) }), Indeterminate(SignatureReason.CertificateNotYetValid)),
        new("valid until this very second", () => By(VectorPki.Leaf() with { NotAfter = Now }), Valid),
        new("expired a second ago", () => By(VectorPki.Leaf() with { NotAfter = Now.AddSeconds(-1) }), Indeterminate(SignatureReason.CertificateExpired)),
        new("issuer expired", () => Below("expired", plan => plan with { NotAfter = Now.AddDays(-1) }), Indeterminate(SignatureReason.IssuerOutsideValidity)),
        new("issuer not valid yet", () => Below("future", plan => plan with { NotBefore = Now.AddDays(1) }), Indeterminate(SignatureReason.IssuerOutsideValidity)),
        new("issuer that is no authority", () => Below("no authority", plan => plan with { IsAuthority = false }), Indeterminate(SignatureReason.PathInvalid)),
        new("issuer without basicConstraints", () => Below("no constraints", plan => plan with { IsAuthority = null }), Indeterminate(SignatureReason.PathInvalid)),
        new("issuer that may not sign certificates", () => Below("no cert sign", plan => plan with { Usage = KeyUsage.CrlSign }), Indeterminate(SignatureReason.PathInvalid)),
        new("issuer without keyUsage", () => Below("no usage", plan => plan with { Usage = null }), Valid),
        new("issuer's path length exceeded", PathTooLong, Indeterminate(SignatureReason.PathInvalid)),
        new("issuer of another purpose", () => Below("server", plan => plan with { Purposes = ["1.3.6.1.5.5.7.3.1"] }), Indeterminate(SignatureReason.NoEmailProtectionPurpose)),
        new("issuer confined to this domain", () => Confined("customer.example"), Valid),
        new("issuer confined to another domain", () => Confined("elsewhere.example"), Indeterminate(SignatureReason.NameConstraintViolated)),
        new("certificate signed by another key", () => By((VectorPki.Leaf(VectorPki.Stranger) with { IssuerName = "CN=Vector Issuing", AuthorityKeyIdentifier = Issuing.Parsed.Extensions.SubjectKeyIdentifier.ToArray() }).Make(), Issuing), Indeterminate(SignatureReason.PathInvalid)),
        new("unknown critical extension", () => By(VectorPki.Leaf() with { Extensions = [("1.2.3.4.5", true, DerNull.Instance)] }), Indeterminate(SignatureReason.UnknownCriticalExtension)),
        new("unknown extension that is not critical", () => By(VectorPki.Leaf() with { Extensions = [("1.2.3.4.5", false, DerNull.Instance)] }), Valid),
        new("unknown critical extension of an issuer", () => Below("critical", plan => plan with { Extensions = [("1.2.3.4.5", true, DerNull.Instance)] }), Indeterminate(SignatureReason.UnknownCriticalExtension)),
        new("key usage for encryption only", () => By(VectorPki.Leaf() with { Usage = KeyUsage.KeyAgreement }), Indeterminate(SignatureReason.KeyUsageForbidsSigning).With(SmimeCaution.RevocationNotChecked)),
        new("key usage for signing only", () => By(VectorPki.Leaf() with { Usage = KeyUsage.DigitalSignature }), Valid.NotLearnt(HarvestReason.NoEncryptionCertificate)),
        new("key usage for non-repudiation only", () => By(VectorPki.Leaf() with { Usage = KeyUsage.NonRepudiation }), Valid.NotLearnt(HarvestReason.NoEncryptionCertificate)),
        new("no key usage", () => By(VectorPki.Leaf() with { Usage = null }), Valid),
        new("certificate of a server", () => By(VectorPki.Leaf() with { Purposes = ["1.3.6.1.5.5.7.3.1"] }), Indeterminate(SignatureReason.NoEmailProtectionPurpose).With(SmimeCaution.RevocationNotChecked)),
        new("any extended purpose", () => By(VectorPki.Leaf() with { Purposes = ["2.5.29.37.0"] }), Valid),
        new("no extended purpose", () => By(VectorPki.Leaf() with { Purposes = [] }), Valid),
        new("path longer than the limit", () => LongPath(12), Indeterminate(SignatureReason.LimitExceeded)),
        new("twenty issuers of one name", () => By(VectorPki.Leaf().Make(), [.. Enumerable.Range(0, 20).Select(_ => (new CertificatePlan("CN=Vector Issuing") { Issuer = Root, Key = PlannedKey.Create("P-256") }).Make()), Issuing]), Valid),
    ];

    private static PlannedCertificate FalseRoot => VectorPki.Shared("false root", () => new CertificatePlan("CN=Vector Root"));

    // Signed by a leaf below an issuer that is changed from the usual one.
    private static byte[] Below(string name, Func<CertificatePlan, CertificatePlan> change)
    {
        PlannedCertificate issuer = VectorPki.Shared(name, () => change(new CertificatePlan("CN=" + name) { Issuer = Root }));
        return By(VectorPki.Leaf(issuer).Make(), issuer);
    }

    private static byte[] Confined(string domain) => Below("confined to " + domain, plan => plan with
    {
        Extensions = [(X509Extensions.NameConstraints.Id, true, NameConstraints.GetInstance(new DerSequence(new DerTaggedObject(false, 0, new DerSequence(new GeneralSubtree(new GeneralName(GeneralName.Rfc822Name, domain)))))))],
    });

    private static byte[] PathTooLong()
    {
        PlannedCertificate upper = VectorPki.Shared("path length zero", () => new CertificatePlan("CN=Upper") { Issuer = Root, PathLength = 0 });
        PlannedCertificate lower = VectorPki.Shared("below it", () => new CertificatePlan("CN=Lower") { Issuer = upper });
        return By(VectorPki.Leaf(lower).Make(), upper, lower);
    }

    private static byte[] LongPath(int issuers)
    {
        var chain = new List<PlannedCertificate> { Root };
        for (int i = 0; i < issuers; i++)
        {
            PlannedCertificate above = chain[^1];
            chain.Add(VectorPki.Shared($"long {i}", () => new CertificatePlan($"CN=Long {i}") { Issuer = above }));
        }

        return By(VectorPki.Leaf(chain[^1]).Make(), [.. chain.Skip(1)]);
    }
}

using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Policy;

/// <summary>Signers whose certificates name thousands of addresses.</summary>
internal static class ManyNames
{
    // A certificate of more than 4096 elements is not read.
    private const int Fitting = 4000;
    private const int TooMany = 45_000;
    private const int Constraints = 900;

    private static readonly Lazy<PlannedCertificate> LazyRoot = new(() => new CertificatePlan("CN=Root of many names").Make());

    /// <summary>Trusted, so that all is looked at that would be looked at in an honest mail.</summary>
    public static PlannedCertificate Root => LazyRoot.Value;

    /// <summary>As many names as are read.</summary>
    public static ForgedSignature Signed => SignedBy(Fitting);

    /// <summary>More names than are read.</summary>
    public static ForgedSignature SignedByTooMany => SignedBy(TooMany);

    /// <summary>A signature below an authority that permits hundreds of domains.</summary>
    public static ForgedSignature SignedBelowConstraints
    {
        get
        {
            GeneralSubtree[] others = [.. Enumerable.Range(0, Constraints).Select(i => Subtree($"other{i:00000}.example"))];
            GeneralSubtree[] permitted = [.. others, Subtree("customer.ex"), Subtree("customer.example")];
            var constraints = new DerSequence(new DerTaggedObject(false, 0, new DerSequence(permitted)), new DerTaggedObject(false, 1, new DerSequence(others)));
            var issuing = new CertificatePlan("CN=Constrained") { Issuer = Root, Extensions = [("2.5.29.30", true, constraints)] };
            return SignedBy(Fitting, issuing.Make());
        }
    }

    private static GeneralSubtree Subtree(string domain) => new(new GeneralName(GeneralName.Rfc822Name, domain));

    private static ForgedSignature SignedBy(int names, PlannedCertificate? issuer = null)
    {
        CertificatePlan few = CertificatePlan.Leaf(issuer ?? Root) with { Key = PlannedKey.Create("P-256") };
        GeneralName[] all = [.. few.AlternativeNames, .. Enumerable.Range(0, names).Select(i => new GeneralName(GeneralName.Rfc822Name, $"u{i:00000}@customer.ex"))];
        byte[] leaf = PlannedCertificate.Encode(few with { AlternativeNames = all }, few.Key);
        return new ForgedSignature(ForgedMail.Entity, new ForgedSigner(KeyedIdentity.Of(few.Make()))) { Certificates = issuer is null ? [leaf] : [leaf, issuer.Der] };
    }
}

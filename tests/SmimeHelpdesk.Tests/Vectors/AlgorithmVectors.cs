using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;
using static SmimeHelpdesk.Tests.Vectors.Expected;
using static SmimeHelpdesk.Tests.Vectors.VectorMail;

namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>Algorithms and strengths.</summary>
internal static class AlgorithmVectors
{
    private static readonly SmimePolicy Sha1Allowed = SmimePolicy.Default with { AllowSha1Signatures = true };
    private static readonly SmimePolicy ShortAllowed = SmimePolicy.Default with { MinimumRsaKeySize = 1024 };

    public static IEnumerable<VerdictVector> All =>
    [
        new("RSA of 2048 bit", () => Signed(new ForgedSigner(SharedIdentities.Alice("RSA-2048"))), Valid),
        new("RSA-PSS", () => Signed(new ForgedSigner(SharedIdentities.Alice("RSA-2048")) { Pss = (CmsOids.Sha256, CmsOids.Sha256, 32) }), Valid),
        new("Ed25519", () => Signed(new ForgedSigner(SharedIdentities.Alice("Ed25519")) { Digest = CmsOids.Sha512 }), Valid.NotLearnt(HarvestReason.NoEncryptionCertificate)),
        new("ML-DSA-65", () => Signed(new ForgedSigner(SharedIdentities.Alice("ML-DSA-65")) { Digest = CmsOids.Sha512 }), Valid.NotLearnt(HarvestReason.NoEncryptionCertificate)),
        new("SHA-1", () => Signed(new ForgedSigner(Alice) { Digest = CmsOids.Sha1 }), Indeterminate(SignatureReason.WeakDigest).With(SmimeCaution.RevocationNotChecked)),
        new("SHA-1 where the policy allows it", () => Signed(new ForgedSigner(Alice) { Digest = CmsOids.Sha1 }), Valid.WithOnly(SmimeCaution.WeakDigest, SmimeCaution.RevocationNotChecked)) { Policy = Sha1Allowed },
        new("MD5 where the policy allows SHA-1", () => Signed(new ForgedSigner(SharedIdentities.Alice("RSA-2048")) { Digest = CmsOids.Md5 }), Indeterminate(SignatureReason.WeakDigest).With(SmimeCaution.RevocationNotChecked)) { Policy = Sha1Allowed },
        new("SHA-1 in the path", () => By(Sha1Leaf(), VectorPki.Issuing), Indeterminate(SignatureReason.WeakDigest)),
        new("SHA-1 in the path where the policy allows it", () => By(Sha1Leaf(), VectorPki.Issuing), Valid.WithOnly(SmimeCaution.WeakDigest, SmimeCaution.RevocationNotChecked)) { Policy = Sha1Allowed },
        new("RSA of 1024 bit", () => Signed(new ForgedSigner(SharedIdentities.Alice("RSA-1024"))), Indeterminate(SignatureReason.WeakKey).With(SmimeCaution.WeakKey)),
        new("RSA of 1024 bit where the policy allows it", () => Signed(new ForgedSigner(SharedIdentities.Alice("RSA-1024"))), Valid.WithOnly(SmimeCaution.WeakKey, SmimeCaution.RevocationNotChecked)) { Policy = ShortAllowed },
        new("issuer of 1024 bit", () => By(VectorPki.Leaf(ShortIssuer).Make(), ShortIssuer), Indeterminate(SignatureReason.WeakKey)),
        new("curve of 192 bit", () => Signed(new ForgedSigner(SharedIdentities.Alice("P-192"))), Indeterminate(SignatureReason.WeakKey).With(SmimeCaution.WeakKey)),
        new("unknown signature algorithm", () => Signed(new ForgedSigner(Alice) { SignatureAlgorithm = Ber.Algorithm("1.2.3.4") }), Indeterminate(SignatureReason.UnsupportedAlgorithm).With(SmimeCaution.RevocationNotChecked)),
        new("unknown digest", () => Signed(new ForgedSigner(Alice) { DigestAlgorithm = Ber.Algorithm("1.2.3.4") }), Indeterminate(SignatureReason.UnsupportedAlgorithm).With(SmimeCaution.RevocationNotChecked)),
        new("algorithm of another kind of key", () => Signed(new ForgedSigner(Alice) { SignatureAlgorithm = Ber.Algorithm(CmsOids.RsaEncryption, Ber.Null) }), Indeterminate(SignatureReason.UnsupportedAlgorithm).With(SmimeCaution.RevocationNotChecked)),
        new("key for OAEP only", () => Signed(new ForgedSignature(ForgedMail.Entity, new ForgedSigner(SharedIdentities.Alice("RSA-2048")) { Named = OaepOnly }) { Certificates = [OaepOnly.Der.ToArray(), VectorPki.Issuing.Der] }), Indeterminate(SignatureReason.UnsupportedAlgorithm).With(SmimeCaution.RevocationNotChecked)),
        new("PSS key used with its own parameters", () => Signed(new ForgedSigner(PssOnly(CmsOids.Sha256, 32)) { Pss = (CmsOids.Sha256, CmsOids.Sha256, 32) }), Valid.NotLearnt(HarvestReason.NoEncryptionCertificate)),
        new("PSS key used with another digest", () => Signed(new ForgedSigner(PssOnly(CmsOids.Sha512, 32)) { Pss = (CmsOids.Sha256, CmsOids.Sha256, 32) }), Forged(SignatureReason.SignatureMismatch)),
        new("PSS key used with a shorter salt", () => Signed(new ForgedSigner(PssOnly(CmsOids.Sha256, 48)) { Pss = (CmsOids.Sha256, CmsOids.Sha256, 32) }), Forged(SignatureReason.SignatureMismatch)),
        new("PSS key used with a longer salt", () => Signed(new ForgedSigner(PssOnly(CmsOids.Sha256, 20)) { Pss = (CmsOids.Sha256, CmsOids.Sha256, 32) }), Valid.NotLearnt(HarvestReason.NoEncryptionCertificate)),
        new("PSS key used with PKCS #1 v1.5", () => Signed(new ForgedSigner(PssOnly(CmsOids.Sha256, 32)) { SignatureAlgorithm = Ber.Algorithm(CmsOids.RsaEncryption, Ber.Null), Pss = (CmsOids.Sha256, CmsOids.Sha256, 32) }), Indeterminate(SignatureReason.UnsupportedAlgorithm).With(SmimeCaution.RevocationNotChecked)),
    ];

    private static PlannedCertificate ShortIssuer => VectorPki.Shared("short issuer", () => new CertificatePlan("CN=Short Issuer") { Issuer = VectorPki.Root, Key = PlannedKey.Common("RSA-1024") });

    private static PlannedCertificate Sha1Leaf() => VectorPki.Shared("sha-1 leaf", () => VectorPki.Leaf() with { SignatureName = "SHA1withECDSA" });

    private static SmimeHelpdesk.Verification.Pkix.ParsedCertificate OaepOnly => VectorPki.Shared("oaep", () => VectorPki.Leaf() with { Key = Restricted(CmsOids.RsaOaep) });

    private static KeyedIdentity PssOnly(string digest, int salt)
    {
        byte[] parameters = Ber.Sequence(
            Ber.Context(0, Ber.Algorithm(digest, Ber.Null)), Ber.Context(1, Ber.Algorithm(CmsOids.Mgf1, Ber.Algorithm(digest, Ber.Null))), Ber.Context(2, Ber.Integer(salt)));
        return KeyedIdentity.Of(VectorPki.Shared($"pss {digest} {salt}", () => VectorPki.Leaf() with { Key = Restricted(CmsOids.RsaPss, parameters) }));
    }

    private static PlannedKey Restricted(string algorithm, params byte[][] parameters) =>
        PlannedKey.Common("RSA-2048").WithAlgorithm(Org.BouncyCastle.Asn1.X509.AlgorithmIdentifier.GetInstance(Org.BouncyCastle.Asn1.Asn1Object.FromByteArray(Ber.Algorithm(algorithm, parameters))));
}

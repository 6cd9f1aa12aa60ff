using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;
using static SmimeHelpdesk.Tests.Vectors.Expected;
using static SmimeHelpdesk.Tests.Vectors.VectorMail;

namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>Several signers, and certificates that are missing or pretend to be the signer's.</summary>
internal static class SignerVectors
{
    private static readonly byte[] Issuer = TestAuthority.Issuing.Certificate.RawData;

    private static byte[] AliceDer => Alice.Certificate.Der.ToArray();

    public static IEnumerable<VerdictVector> All =>
    [
        new("two good signers", () => Signed(new ForgedSigner(Bob), new ForgedSigner(Alice)), Valid.With(SmimeCaution.SeveralSigners)),
        new("a good and a bad signer", () => Signed(new ForgedSigner(Alice), new ForgedSigner(Bob) { Change = FlipLast }), Invalid(SignatureReason.SignersDisagree).With(SmimeCaution.RevocationNotChecked, SmimeCaution.SeveralSigners)),
        new("the author's signature bad beside a good one", () => Signed(new ForgedSigner(Alice) { Change = FlipLast }, new ForgedSigner(Bob)), Invalid(SignatureReason.SignatureMismatch).With(SmimeCaution.RevocationNotChecked, SmimeCaution.SeveralSigners)),
        new("two strangers as signers", () => Signed(new ForgedSigner(Bob), new ForgedSigner(SharedIdentities.Of("P-256", "carol@elsewhere.example"))), Invalid(SignatureReason.AddressMismatch).With(SmimeCaution.RevocationNotChecked, SmimeCaution.SeveralSigners)),
        new("a second signer whose certificate is missing", () => Signed(ForgedSignature.By(ForgedMail.Entity, Alice, Bob) with { Certificates = [AliceDer, Issuer] }), Indeterminate(SignatureReason.SignerCertificateMissing).With(SmimeCaution.RevocationNotChecked, SmimeCaution.SeveralSigners)),
        new("a second signer with an unknown algorithm", () => Signed(new ForgedSigner(Alice), new ForgedSigner(Bob) { SignatureAlgorithm = Ber.Algorithm("1.2.3.4") }), Indeterminate(SignatureReason.UnsupportedAlgorithm).With(SmimeCaution.RevocationNotChecked, SmimeCaution.SeveralSigners)),
        new("no certificate at all", () => Signed(ForgedSignature.By(ForgedMail.Entity, Alice) with { Certificates = [] }), Indeterminate(SignatureReason.SignerCertificateMissing)),
        new("only a stranger's certificate", () => Signed(ForgedSignature.By(ForgedMail.Entity, Alice) with { Certificates = [Bob.Certificate.Der.ToArray(), Issuer] }), Indeterminate(SignatureReason.SignerCertificateMissing)),
        new("certificate known from an earlier mail", () => Signed(ForgedSignature.By(ForgedMail.Entity, Alice) with { Certificates = [Issuer] }), Valid.With(SmimeCaution.CertificateFromCache)) { Before = [() => Signed(new ForgedSigner(Alice))] },
        new("signer named by key identifier", () => Signed(new ForgedSigner(Alice) { ByKeyIdentifier = true }), Valid),
        new("certificates in another order", () => Signed(ForgedSignature.By(ForgedMail.Entity, Alice) with { Certificates = [Bob.Certificate.Der.ToArray(), Issuer, AliceDer] }), Valid),
        new("many strangers' certificates beside it", () => Signed(ForgedSignature.By(ForgedMail.Entity, Alice) with { MoreCertificates = [.. Enumerable.Range(0, 20).Select(_ => Twin().Der)] }), Valid),
        new("borrowed issuer and serial number beside the genuine one", () => Signed(ForgedSignature.By(ForgedMail.Entity, Alice) with { Certificates = [Impostor.Certificate.Der.ToArray(), AliceDer, Issuer] }), Valid),
        new("signature by the one that borrows", () => Signed(new ForgedSignature(ForgedMail.Entity, new ForgedSigner(Impostor)) { Certificates = [AliceDer, Impostor.Certificate.Der.ToArray(), Issuer] }), Indeterminate(SignatureReason.UntrustedIssuer)),
        new("nine signers", () => Signed([.. Enumerable.Repeat(new ForgedSigner(Alice), 9)]), Indeterminate(SignatureReason.LimitExceeded)) { IsTextShown = false },
    ];

    private static KeyedIdentity Impostor { get; } = KeyedIdentity.Impostor(SharedIdentities.Alice());

    private static PlannedCertificate Twin() => (new CertificatePlan("CN=Test Issuing CA") { Key = PlannedKey.Common("P-256") }).Make();
}

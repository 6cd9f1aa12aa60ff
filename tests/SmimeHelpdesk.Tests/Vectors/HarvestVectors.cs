using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Reply;
using SmimeHelpdesk.Tests.TestPki;
using static SmimeHelpdesk.Tests.Vectors.Expected;
using static SmimeHelpdesk.Tests.Vectors.VectorMail;

namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>What a valid signature teaches, and what it does not (RFC 8551 section 2.5.3.1).</summary>
internal static class HarvestVectors
{
    private const string Preference = "1.2.840.113549.1.9.16.2.11";
    private static readonly DateTimeOffset Now = TestAuthority.Now;

    private static PlannedCertificate SigningOnly => VectorPki.Shared("signing only", () => VectorPki.Leaf() with { Usage = KeyUsage.DigitalSignature, SerialNumber = 2 });

    private static PlannedCertificate ForEncryption => VectorPki.Shared("for encryption", () => VectorPki.Leaf() with { Usage = KeyUsage.KeyAgreement, SerialNumber = 3 });

    public static IEnumerable<VerdictVector> All =>
    [
        new("split certificates of one subject", () => By(SigningOnly, ForEncryption, VectorPki.Issuing), Valid),
        new("split certificates, the preference names the second", () => Prefer(ForEncryption), Valid),
        new("signing certificate alone", () => By(SigningOnly, VectorPki.Issuing), Valid.NotLearnt(HarvestReason.NoEncryptionCertificate)),
        new("encryption certificate of another address", () => By(SigningOnly, Split("address", plan => plan with { AlternativeNames = [new GeneralName(GeneralName.Rfc822Name, "bob@elsewhere.example")] }), VectorPki.Issuing), Valid.NotLearnt(HarvestReason.NoEncryptionCertificate)),
        new("encryption certificate of another subject", () => By(SigningOnly, Split("subject", plan => plan with { SubjectName = new X509Name("CN=Mallory") }), VectorPki.Issuing), Valid.NotLearnt(HarvestReason.NoEncryptionCertificate)),
        new("encryption certificate expired", () => By(SigningOnly, Split("expired split", plan => plan with { NotAfter = Now.AddDays(-1) }), VectorPki.Issuing), Valid.NotLearnt(HarvestReason.EncryptionCertificateOutsideValidity)) { Box = EncryptAvailability.CertificateExpired },
        new("encryption certificate not valid yet", () => By(SigningOnly, Split("future split", plan => plan with { NotBefore = Now.AddDays(1) }), VectorPki.Issuing), Valid.NotLearnt(HarvestReason.EncryptionCertificateOutsideValidity)) { Box = EncryptAvailability.CertificateNotYetValid },
        new("encryption certificate of an unknown issuer slipped in", () => By(SigningOnly, Split("slipped in", plan => plan with { Issuer = VectorPki.Stranger }), VectorPki.Stranger, VectorPki.Issuing), Valid.NotLearnt(HarvestReason.EncryptionCertificateNotTrusted)),
        new("expires within a month", () => By(VectorPki.Leaf() with { NotAfter = Now.AddDays(20) }), Valid) { ReplyCautions = [SmimeCaution.CertificateExpiresSoon] },
        new("another certificate than before", () => By(VectorPki.Leaf()), Valid.WithOnly(SmimeCaution.CertificateChanged, SmimeCaution.RevocationNotChecked)) { Before = [() => Signed(new ForgedSigner(Alice))], ReplyCautions = [SmimeCaution.CertificateChanged] },
        new("unsigned where a signature was usual", () => ForgedMail.Plain(ForgedMail.Entity), Unsigned.With(SmimeCaution.UsuallySigned)) { Before = [() => Signed(new ForgedSigner(Alice))] },
        new("undecryptable where a signature was usual", () => Encrypted(Cbc(ForgedMail.Entity) with { Recipients = [] }), Unsigned.NotDecryptable(EncryptionReason.NoMatchingKey)) { Before = [() => Signed(new ForgedSigner(Alice))], IsTextShown = false },
        new("unsigned where the only known certificate is blocked", () => ForgedMail.Plain(ForgedMail.Entity), Unsigned) { Before = [() => Signed(new ForgedSigner(Alice))], Blocked = [Alice] },
        new("unsigned mail of another author", () => [.. Inbound.Mail.Crlf("From: bob@elsewhere.example\n" + Rest), .. ForgedMail.Entity], Unsigned) { Before = [() => Signed(new ForgedSigner(Alice))] },
        new("older mail after a newer one with another certificate", () => By(VectorPki.Leaf().Make(), signer => signer with { SigningTime = Now.AddMinutes(-30) }, VectorPki.Issuing), Valid.WithOnly(SmimeCaution.CertificateChanged, SmimeCaution.RevocationNotChecked)) { Before = [() => Signed(new ForgedSigner(Alice))], ReplyCautions = [SmimeCaution.CertificateChanged] },
        new("unsigned where a signature was usual, encrypted from memory", () => ForgedMail.Plain(ForgedMail.Entity), Unsigned.With(SmimeCaution.UsuallySigned)) { Before = [() => Signed(new ForgedSigner(Alice))], Policy = SmimePolicy.Default with { EncryptFromCache = true }, Box = EncryptAvailability.Available, ReplyCautions = [SmimeCaution.CertificateFromCache] },
        new("memory cannot be reached", () => Signed(new ForgedSigner(Alice)), Valid.Deferred.With(SmimeCaution.KnownCertificatesUnavailable)) { Cache = new FixedCache { IsDown = true } },
        new("certificate blocked by an administrator", () => Signed(new ForgedSigner(Alice)), Forged(SignatureReason.CertificateBlocked).NotLearnt(HarvestReason.CertificateBlocked)) { Before = [() => Signed(new ForgedSigner(Alice))], Blocked = [Alice] },
        new("renewed certificate of a blocked key", () => Signed(new ForgedSigner(Alice.Renewed())), Forged(SignatureReason.CertificateBlocked).NotLearnt(HarvestReason.CertificateBlocked)) { Before = [() => Signed(new ForgedSigner(Alice))], Blocked = [Alice] },
        new("encryption certificate blocked by an administrator", () => By(SigningOnly, ForEncryption, VectorPki.Issuing), Valid.NotLearnt(HarvestReason.CertificateBlocked)) { Before = [() => By(SigningOnly, ForEncryption, VectorPki.Issuing)], Blocked = [KeyedIdentity.Of(ForEncryption)] },
        new("forgery after a genuine mail", () => Detached(ForgedMail.Entity, TextOf("Another text.")), Forged(SignatureReason.ContentAltered)) { Before = [() => Signed(new ForgedSigner(Alice))] },
    ];

    private static PlannedCertificate Split(string name, Func<CertificatePlan, CertificatePlan> change) =>
        VectorPki.Shared("split " + name, () => change(VectorPki.Leaf() with { Usage = KeyUsage.KeyAgreement, SerialNumber = 3 }));

    private static byte[] Prefer(PlannedCertificate preferred) => By(
        SigningOnly,
        signer => signer with { MoreAttributes = [ForgedSigner.Attribute(Preference, Ber.Retagged(0xA0, ForgedSigner.IssuerAndSerial(preferred.Parsed)))] },
        preferred,
        VectorPki.Issuing);
}

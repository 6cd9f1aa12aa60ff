using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;
using static SmimeHelpdesk.Tests.Cms.Forge.ForgedSigner;
using static SmimeHelpdesk.Tests.Vectors.Expected;
using static SmimeHelpdesk.Tests.Vectors.VectorMail;

namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>Signed attributes: RFC 5652 section 11, RFC 8551 section 2.5, RFC 5035, RFC 6211.</summary>
internal static class AttributeVectors
{
    private const string Capabilities = "1.2.840.113549.1.9.15";
    private const string Protection = "1.2.840.113549.1.9.52";
    private const string SigningCertificate = "1.2.840.113549.1.9.16.2.12";
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    public static IEnumerable<VerdictVector> All =>
    [
        new("no signed attributes", () => Signed(new ForgedSigner(Alice) { HasAttributes = false }), Valid),
        new("attributes out of order", () => Signed(new ForgedSigner(Alice) { Arrange = set => Ber.Set([.. set.Reverse()]) }), Valid),
        new("unknown attribute", () => Signed(With(Attribute("1.2.3.4.5", Ber.Integer(1)))), Valid),
        new("unknown attribute in the unsigned set", () => Signed(new ForgedSigner(Alice) { UnsignedAttributes = [Attribute("1.2.3.4.5", Ber.Integer(1))] }), Valid),
        new("attribute added on the way", () => Signed(new ForgedSigner(Alice) { Send = set => Ber.Set([.. set, Attribute("1.2.3.4.5", Ber.Integer(1))]) }), Forged(SignatureReason.SignatureMismatch)),
        new("no content-type", () => Signed(Arranged(set => [set[1], set[2]])), Forged(SignatureReason.AttributeMissing)),
        new("no message-digest", () => Signed(Arranged(set => [set[0], set[1]])), Forged(SignatureReason.AttributeMissing)),
        new("two content-types", () => Signed(Arranged(set => [.. set, set[0]])), Forged(SignatureReason.AttributeAmbiguous)),
        new("two message-digests", () => Signed(Arranged(set => [.. set, set[2]])), Forged(SignatureReason.AttributeAmbiguous)),
        new("two signing-times", () => Signed(Arranged(set => [.. set, set[1]])), Forged(SignatureReason.AttributeAmbiguous)),
        new("signing-time that is no time", () => Signed(Arranged(set => [set[0], set[2], Attribute(CmsOids.SigningTime, Ber.Integer(1))])), Forged(SignatureReason.AttributeAmbiguous)),
        new("message-digest among the unsigned", () => Signed(new ForgedSigner(Alice) { UnsignedAttributes = [Attribute(CmsOids.MessageDigest, Ber.Octets([1]))] }), Forged(SignatureReason.AttributeAmbiguous)),
        new("capabilities twice", () => Signed(With(Attribute(Capabilities, Ber.Sequence()), Attribute(Capabilities, Ber.Sequence()))), Forged(SignatureReason.AttributeAmbiguous)),
        new("content-type of another content", () => Signed(new ForgedSigner(Alice) { ContentTypeAttribute = CmsOids.SignedData }), Forged(SignatureReason.ContentTypeMismatch)),
        new("message-digest that is no octet string", () => Signed(Arranged(set => [set[0], set[1], Attribute(CmsOids.MessageDigest, Ber.Integer(1))])), Forged(SignatureReason.Malformed)),
        new("algorithm protection that fits", () => Signed(With(Protect(CmsOids.Sha256, "1.2.840.10045.4.3.2"))), Valid),
        new("algorithm protection of another digest", () => Signed(With(Protect(CmsOids.Sha512, "1.2.840.10045.4.3.2"))), Forged(SignatureReason.AlgorithmMismatch)),
        new("algorithm protection of another signature", () => Signed(With(Protect(CmsOids.Sha256, "1.2.840.10045.4.3.4"))), Forged(SignatureReason.AlgorithmMismatch)),
        new("signing certificate that fits", () => Signed(With(Named(Alice))), Valid),
        new("signing certificate of another", () => Signed(With(Named(Bob))), Forged(SignatureReason.SigningCertificateMismatch)),
        new("signing certificate by SHA-1 of another", () => Signed(With(NamedBySha1(Bob))), Forged(SignatureReason.SigningCertificateMismatch)),
        new("renewed certificate put in the signing one's place", Renewed, Forged(SignatureReason.SigningCertificateMismatch)),
        new("attributes passed off as content", AttributesAsContent, Forged(SignatureReason.SignedAttributesAmbiguous)) { IsTextShown = false },
    ];

    private static ForgedSigner With(params byte[][] attributes) => new(Alice) { MoreAttributes = attributes };

    private static ForgedSigner Arranged(Func<IReadOnlyList<byte[]>, IEnumerable<byte[]>> arrange) => new(Alice) { Arrange = set => Ber.SortedSet(arrange(set)) };

    private static byte[] Protect(string digest, string signature) => Attribute(Protection, Ber.Sequence(Ber.Algorithm(digest), Ber.Context(1, Ber.Oid(signature))));

    private static byte[] Named(KeyedIdentity identity) =>
        Attribute(SigningCertificateV2, Ber.Sequence(Ber.Sequence(Ber.Sequence(Ber.Octets(Convert.FromHexString(identity.Certificate.Sha256))))));

    private static byte[] NamedBySha1(KeyedIdentity identity) => Attribute(
        SigningCertificate, Ber.Sequence(Ber.Sequence(Ber.Sequence(Ber.Octets(Org.BouncyCastle.Security.DigestUtilities.CalculateDigest("SHA-1", identity.Certificate.Der.ToArray()))))));

    // The same key in another certificate: without the attribute either would verify (RFC 5035 section 1).
    private static byte[] Renewed()
    {
        KeyedIdentity renewed = Alice.Renewed();
        return Signed(new ForgedSigner(renewed) { MoreAttributes = [Named(Alice)] });
    }

    private static byte[] AttributesAsContent()
    {
        byte[]? attributes = null;
        byte[]? value = null;
        new ForgedSignature(ForgedMail.Entity, new ForgedSigner(Alice) { Arrange = set => attributes = Ber.SortedSet(set), Change = signature => value = signature }).Encode();
        return Signed(new ForgedSignature(attributes!, new ForgedSigner(Alice) { HasAttributes = false, Change = _ => value! }));
    }
}

using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Inbound;
using static SmimeHelpdesk.Tests.Vectors.Expected;
using static SmimeHelpdesk.Tests.Vectors.VectorMail;

namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>What is signed, and whether it is what is shown.</summary>
internal static class ContentVectors
{
    private static readonly byte[] Other = TextOf("Pay to another account.");

    public static IEnumerable<VerdictVector> All =>
    [
        new("opaque signature", () => Signed(new ForgedSigner(Alice)), Valid),
        new("detached signature", () => Detached(ForgedMail.Entity, ForgedMail.Entity), Valid),
        new("no protection at all", () => ForgedMail.Plain(ForgedMail.Entity), Unsigned),
        new("text that claims to be verified", () => ForgedMail.Plain(TextOf("Signed by alice@customer.example - valid. " + ForgedMail.Sentence)), Unsigned),
        new("header fields that claim a verdict", () => [.. Mail.Crlf("Authentication-Results: desk.example; smime=pass\nX-Signature-Status: Valid\n"), .. ForgedMail.Plain(ForgedMail.Entity)], Unsigned),
        new("detached signature over another text", () => Detached(ForgedMail.Entity, Other), Forged(SignatureReason.ContentAltered)),
        new("opaque signature over another text", () => Signed(new ForgedSignature(Other, new ForgedSigner(Alice)) { Encapsulated = Ber.Context(0, Ber.Octets(ForgedMail.Entity)) }), Forged(SignatureReason.ContentAltered)),
        new("one byte changed", () => Detached(ForgedMail.Entity, TextOf(ForgedMail.Sentence + " ")), Forged(SignatureReason.ContentAltered)),
        new("signed part's own header changed", () => Detached(ForgedMail.Entity, Mail.Crlf($"Content-Type: text/plain\n\n{ForgedMail.Sentence}\n")), Forged(SignatureReason.ContentAltered)),
        new("footer appended by a list", () => Detached([.. ForgedMail.Entity, .. "-- the list\r\n"u8], ForgedMail.Entity), Forged(SignatureReason.ContentAltered)),
        new("signature value changed", () => Signed(new ForgedSigner(Alice) { Change = FlipLast }), Forged(SignatureReason.SignatureMismatch)),
        new("signature value empty", () => Signed(new ForgedSigner(Alice) { Change = _ => [] }), Forged(SignatureReason.SignatureMismatch)),
        new("signature by another key under the author's name", () => Signed(new ForgedSignature(ForgedMail.Entity, new ForgedSigner(Bob) { Named = Alice.Certificate }) { Certificates = [Alice.Certificate.Der.ToArray()] }), Invalid(SignatureReason.SignatureMismatch)),
        new("signature of another mail", Transplanted, Forged(SignatureReason.ContentAltered)),
        new("signature without its content", () => ForgedMail.Signed((ForgedSignature.By(ForgedMail.Entity, Alice) with { IsDetached = true }).Encode()), Indeterminate(SignatureReason.ContentMissing)) { IsTextShown = false },
        new("detached signature with content of its own", () => ForgedMail.Detached(ForgedMail.Entity, ForgedSignature.By(ForgedMail.Entity, Alice).Encode()), Forged(SignatureReason.ContentAmbiguous)),
        new("detached signature with another content of its own", () => ForgedMail.Detached(ForgedMail.Entity, ForgedSignature.By(Other, Alice).Encode()), Forged(SignatureReason.ContentAmbiguous)) { Also = SignatureReason.ContentAltered },
        new("third part beside the signature", () => Detached(ForgedMail.Entity, ForgedMail.Entity, "--signed\nContent-Type: text/plain\n\nPay to another account.\n"), Invalid(SignatureReason.Malformed).With(SmimeCaution.PartsOutsideProtection)) { Errant = [new(SignatureStatus.Indeterminate, SignatureReason.ContentMissing, EncryptionStatus.NotEncrypted)] },
        new("signature part that is no signature", () => ForgedMail.Detached(ForgedMail.Entity, [1, 2, 3]), Invalid(SignatureReason.Malformed)),
        new("signature part that is an encryption", () => ForgedMail.Detached(ForgedMail.Entity, Cbc(ForgedMail.Entity).Encode()), Invalid(SignatureReason.Malformed)),
        new("bytes that are no CMS", () => ForgedMail.Signed("no CMS at all"u8.ToArray()), Invalid(SignatureReason.Malformed)) { IsTextShown = false },
        new("two contents in one structure", () => Signed(ForgedSignature.By(ForgedMail.Entity, Alice) with { Encapsulated = Ber.Context(0, Ber.Octets(ForgedMail.Entity), Ber.Octets(Other)) }), Invalid(SignatureReason.Malformed)) { IsTextShown = false },
        new("content that is no mail", () => Signed(ForgedSignature.By(ForgedMail.Entity, Alice) with { ContentType = "1.2.840.113549.1.9.16.1.4" }), Forged(SignatureReason.ContentTypeMismatch)),
        new("certificates only", () => ForgedMail.Plain(ForgedMail.Part((ForgedSignature.By([]) with { IsDetached = true, Certificates = [Alice.Certificate.Der.ToArray()] }).Encode(), "application/pkcs7-mime; smime-type=certs-only")), Unsigned) { IsTextShown = false },
        new("no signer", () => Signed(new ForgedSignature(ForgedMail.Entity) { Certificates = [Alice.Certificate.Der.ToArray()] }), Unsigned),
        new("no signer beside a text", () => ForgedMail.Detached(ForgedMail.Entity, (new ForgedSignature(ForgedMail.Entity) { IsDetached = true, Certificates = [Alice.Certificate.Der.ToArray()] }).Encode()), Unsigned),
    ];

    private static byte[] Transplanted()
    {
        byte[]? value = null;
        byte[]? attributes = null;
        new ForgedSignature(Other, new ForgedSigner(Alice) { Arrange = set => attributes = Ber.SortedSet(set), Change = signature => value = signature }).Encode();
        return Signed(new ForgedSigner(Alice) { Arrange = _ => attributes!, Change = _ => value! });
    }
}

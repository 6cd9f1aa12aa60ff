using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Inbound;
using SmimeHelpdesk.Tests.TestPki;
using static SmimeHelpdesk.Tests.Vectors.Expected;
using static SmimeHelpdesk.Tests.Vectors.VectorMail;

namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>Protected header fields (RFC 9788): the author is who the protected From names.</summary>
internal static class HeaderVectors
{
    public static IEnumerable<VerdictVector> All =>
    [
        new("protected From, the same outside", () => Protected("alice@customer.example", "alice@customer.example", Alice), Valid),
        new("protected From, another outside", () => Protected("list@elsewhere.example", "alice@customer.example", Alice), Valid.WithOnly(SmimeCaution.FromMismatch, SmimeCaution.RevocationNotChecked)) { ReplyCautions = [SmimeCaution.FromMismatch] },
        new("protected From of another than the signer", () => Protected("alice@customer.example", "alice@customer.example", Bob), Invalid(SignatureReason.AddressMismatch).With(SmimeCaution.RevocationNotChecked)),
        new("signer outside, another author protected", () => Protected("bob@elsewhere.example", "alice@customer.example", Bob), Invalid(SignatureReason.AddressMismatch).With(SmimeCaution.RevocationNotChecked, SmimeCaution.FromMismatch)),
        new("protected header with two authors", () => Protected("bob@elsewhere.example", "alice@customer.example, bob@elsewhere.example", Bob), Invalid(SignatureReason.AmbiguousFrom).With(SmimeCaution.RevocationNotChecked)),
        new("hp parameter below the root", () => ForgedMail.Plain(SignedPart(OffRoot("bob@elsewhere.example"), Alice)), Valid),
        new("hp parameter without protection", () => [.. Mail.Crlf("From: bob@elsewhere.example\n" + Rest), .. Inner("alice@customer.example")], Unsigned),
        new("protected From, encrypted only", () => [.. Mail.Crlf("From: bob@elsewhere.example\n" + Rest), .. EncryptedPart(Cbc(Inner("alice@customer.example", "cipher")))], Unsigned.Unauthenticated.With(SmimeCaution.FromMismatch)),
        new("whole message wrapped", () => Outer("alice@customer.example", SignedPart(Mail.Crlf("Content-Type: message/rfc822\n\nFrom: alice@customer.example\nSubject: fire\nContent-Type: text/plain\n\n" + ForgedMail.Sentence + "\n"), Alice)), Valid),
        new("a forwarded message, signed by who forwards it", () => Outer("bob@elsewhere.example", SignedPart(Mail.Crlf("Content-Type: message/rfc822\n\nFrom: alice@customer.example\nSubject: fire\nContent-Type: text/plain\n\n" + ForgedMail.Sentence + "\n"), Bob)), Valid) { IsTextShown = false },
        new("a forwarded message, signed by its author", () => Outer("bob@elsewhere.example", SignedPart(Mail.Crlf("Content-Type: message/rfc822\n\nFrom: alice@customer.example\nSubject: fire\nContent-Type: text/plain\n\n" + ForgedMail.Sentence + "\n"), Alice)), Forged(SignatureReason.AddressMismatch)) { IsTextShown = false },
    ];

    private static byte[] Protected(string outer, string inner, KeyedIdentity signer) => Outer(outer, SignedPart(Inner(inner), signer));

    private static byte[] Outer(string from, byte[] entity) => [.. Mail.Crlf($"From: {from}\n{Rest}"), .. entity];

    private static byte[] Inner(string from, string hp = "clear") => Mail.Crlf(
        $"From: {from}\nTo: support@desk.example\nSubject: fire\nDate: Mon, 01 Jun 2026 12:00:00 +0000\nMessage-ID: <1@customer.example>\nContent-Type: text/plain; charset=utf-8; hp=\"{hp}\"\n\n{ForgedMail.Sentence}\n");

    private static byte[] OffRoot(string from) => [.. Mail.Crlf("Content-Type: multipart/mixed; boundary=inner\n\n--inner\n"), .. Inner(from), .. Mail.Crlf("\n--inner--\n")];
}

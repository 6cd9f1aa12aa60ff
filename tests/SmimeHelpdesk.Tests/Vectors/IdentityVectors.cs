using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Tests.TestPki;
using static SmimeHelpdesk.Tests.Vectors.Expected;
using static SmimeHelpdesk.Tests.Vectors.VectorMail;

namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>The author against the certificate's addresses (RFC 8550 section 3), and every way to look like somebody else.</summary>
internal static class IdentityVectors
{
    private static readonly Expected Mismatch = Invalid(SignatureReason.AddressMismatch).With(SmimeCaution.RevocationNotChecked);
    private static readonly Expected Ambiguous = Invalid(SignatureReason.AmbiguousFrom).With(SmimeCaution.RevocationNotChecked);
    private static readonly Expected Nobody = Indeterminate(SignatureReason.NoFrom).With(SmimeCaution.RevocationNotChecked);

    public static IEnumerable<VerdictVector> All =>
    [
        new("bare address", () => From("From: alice@customer.example"), Valid),
        new("other case in both halves", () => From("From: ALICE@Customer.EXAMPLE"), Valid),
        new("comment beside the address", () => From("From: alice@customer.example (Bob)"), Valid),
        new("display name that is another address", () => From("From: \"bob@elsewhere.example\" <alice@customer.example>"), Valid),
        new("another author", () => From("From: Alice <bob@elsewhere.example>"), Mismatch),
        new("the signer's address as display name", () => From("From: \"alice@customer.example\" <bob@elsewhere.example>"), Mismatch),
        new("the signer's address as encoded display name", () => From("From: =?utf-8?q?alice=40customer=2Eexample?= <bob@elsewhere.example>"), Mismatch),
        new("display name padded with blanks", () => From($"From: \"alice@customer.example{new string(' ', 200)}\" <bob@elsewhere.example>"), Mismatch),
        new("the signer's address in a comment", () => From("From: bob@elsewhere.example (alice@customer.example)"), Mismatch),
        new("Sender is the signer", () => From("From: bob@elsewhere.example\nSender: alice@customer.example"), Mismatch),
        new("several Sender fields, all the signer", () => From("From: bob@elsewhere.example\nSender: alice@customer.example\nSender: alice@customer.example"), Mismatch),
        new("Reply-To is the signer", () => From("From: bob@elsewhere.example\nReply-To: alice@customer.example"), Mismatch),
        new("Resent-From is the signer", () => From("From: bob@elsewhere.example\nResent-From: alice@customer.example"), Mismatch),
        new("Sender is another than the signing author", () => From("From: alice@customer.example\nSender: list@elsewhere.example"), Valid),
        new("subdomain", () => From("From: alice@mail.customer.example"), Mismatch),
        new("parent domain", () => From("From: alice@example"), Mismatch),
        new("plus address", () => From("From: alice+fire@customer.example"), Mismatch),
        new("domain with a full stop at its end", () => From("From: alice@customer.example."), Valid),
        new("two From fields, the signer first", () => From("From: alice@customer.example\nFrom: bob@elsewhere.example"), Ambiguous),
        new("two From fields, the signer last", () => From("From: bob@elsewhere.example\nFrom: alice@customer.example"), Ambiguous),
        new("two equal From fields", () => From("From: alice@customer.example\nFrom: alice@customer.example"), Ambiguous),
        new("two From fields in different case", () => From("from: alice@customer.example\nFROM: bob@elsewhere.example"), Ambiguous),
        new("two authors in one field", () => From("From: alice@customer.example, bob@elsewhere.example"), Ambiguous),
        new("two authors and a Sender", () => From("From: alice@customer.example, bob@elsewhere.example\nSender: alice@customer.example"), Ambiguous),
        new("a group", () => From("From: Team: alice@customer.example;"), Ambiguous),
        new("no From field", () => From("X-From: alice@customer.example"), Nobody),
        new("empty From field", () => From("From:"), Nobody),
        new("From without an address", () => From("From: Alice"), Nobody),
        new("NUL inside the address", () => From("From: <alice@customer.example\0.elsewhere.example>"), Nobody),
        new("NUL before the address", () => From("From: \0<alice@customer.example>"), Nobody),
        new("blank inside the address", () => From("From: <alice@customer.example .elsewhere.example>"), Mismatch),
        new("another address before the folded one", () => From("From: bob@elsewhere.example\n <alice@customer.example>"), Valid),
        new("comment inside the address", () => From("From: alice@customer.example(x).elsewhere.example"), Mismatch),
        new("quoted local part", () => From("From: \"alice\"@customer.example"), Nobody),
        new("quoted local part with an at sign", () => From("From: \"alice@customer.example\"@elsewhere.example"), Nobody),
        new("source route", () => From("From: <@elsewhere.example:alice@customer.example>"), Nobody),
        new("encoded word as address", () => From("From: <=?utf-8?q?alice=40customer.example?=@elsewhere.example>"), Nobody),
        new("two at signs", () => From("From: <alice@customer.example@elsewhere.example>"), Nobody),
        new("two pairs of angle brackets", () => From("From: <alice@customer.example> <bob@elsewhere.example>"), Ambiguous),
        new("domain literal", () => From("From: alice@[192.0.2.1]"), Nobody),
        new("Cyrillic letter in the domain", () => From("From: alice@сustomer.example"), Mismatch),
        new("Cyrillic letter in the local part", () => From("From: аlice@customer.example"), Mismatch),
        new("full-width letters in the domain", () => From("From: alice@ｃustomer.example"), Nobody),
        new("ideographic full stop in the domain", () => From("From: alice@customer。example"), Nobody),
        new("Kelvin sign for the letter k", () => From("From: \u212Aarl@customer.example", Signer("karl@customer.example")), Mismatch),
        new("zero-width character in the address", () => From("From: alice\u200B@customer.example"), Nobody),
        new("right-to-left override in the address", () => From("From: \u202Ealice@customer.example"), Nobody),
        new("international domain, as A-label in the certificate", () => From("From: jorg@bücher.example", Signer("jorg@xn--bcher-kva.example")), Valid),
        new("international domain, as A-label in both", () => From("From: jorg@xn--bcher-kva.example", Signer("jorg@xn--bcher-kva.example")), Valid),
        new("international local part", () => From("From: Jörg <jörg@bücher.example>", Utf8Signer("jörg@bücher.example")), Valid),
        new("international local part under an A-label", () => From("From: jörg@xn--bcher-kva.example", Utf8Signer("jörg@bücher.example")), Valid),
        new("international local part decomposed", () => From("From: jo\u0308rg@bücher.example", Utf8Signer("jörg@bücher.example")), Mismatch),
        new("international local part of another", () => From("From: jorg@bücher.example", Utf8Signer("jörg@bücher.example")), Mismatch),
        new("second of a certificate's addresses", () => From("From: alice@second.example", Signer("alice@first.example", "alice@second.example")), Valid),
        new("address only in the subject", () => From("From: alice@customer.example", InSubject()), Valid),
        new("address in the subject beside another alternative name", () => From("From: alice@customer.example", InSubject("bob@elsewhere.example")), Mismatch),
        new("certificate without an address", () => From("From: alice@customer.example", WithoutAddress()), Indeterminate(SignatureReason.NoAddressInCertificate).With(SmimeCaution.RevocationNotChecked)),
        new("address as DNS name only", () => From("From: alice@customer.example", Named(new GeneralName(GeneralName.DnsName, "alice@customer.example"))), Indeterminate(SignatureReason.NoAddressInCertificate).With(SmimeCaution.RevocationNotChecked)),
        new("NUL in the certificate's address", () => From("From: alice@customer.example", Signer("alice@customer.example\0.elsewhere.example")), Mismatch),
        new("blank in the certificate's address", () => From("From: alice@customer.example", Signer(" alice@customer.example")), Mismatch),
        new("whole domain in the certificate", () => From("From: alice@customer.example", Signer("customer.example")), Mismatch),
        new("wildcard in the certificate", () => From("From: alice@customer.example", Signer("*@customer.example")), Mismatch),
    ];

    private static KeyedIdentity Signer(params string[] addresses) => Named([.. addresses.Select(address => new GeneralName(GeneralName.Rfc822Name, address))]);

    private static KeyedIdentity Utf8Signer(string address) =>
        Named(new GeneralName(GeneralName.OtherName, new OtherName(new DerObjectIdentifier("1.3.6.1.5.5.7.8.9"), new DerUtf8String(address))));

    private static KeyedIdentity Named(params GeneralName[] names) => Make(VectorPki.Leaf() with { AlternativeNames = names });

    private static KeyedIdentity WithoutAddress() => Make(VectorPki.Leaf() with { AlternativeNames = [] });

    private static KeyedIdentity InSubject(params string[] more) => Make(VectorPki.Leaf() with
    {
        SubjectName = new X509Name("CN=Alice,E=alice@customer.example"),
        AlternativeNames = [.. more.Select(address => new GeneralName(GeneralName.Rfc822Name, address))],
    });

    private static KeyedIdentity Make(CertificatePlan plan) => KeyedIdentity.Of(plan.Make());
}

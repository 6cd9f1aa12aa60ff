using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Inbound;
using SmimeHelpdesk.Tests.TestPki;
using static SmimeHelpdesk.Tests.Vectors.Expected;
using static SmimeHelpdesk.Tests.Vectors.VectorMail;

namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>Signed and encrypted parts below the top: each is an origin of its own and lifts nothing (RFC 9787).</summary>
internal static class PartVectors
{
    private static readonly Expected Apart = Unsigned.With(SmimeCaution.PartsOutsideProtection);
    private static readonly ErrantExpectation WithoutAuthor = new(SignatureStatus.Indeterminate, SignatureReason.PartWithoutAuthor, EncryptionStatus.NotEncrypted);

    public static IEnumerable<VerdictVector> All =>
    [
        new("signed part with a list's footer", () => Mixed("mixed", Wrap(ForgedMail.Entity, "detached"), TextOf("-- the list")), Apart) { Errant = [WithoutAuthor] },
        new("signed part beside an attacker's text", () => Mixed("mixed", TextOf("Pay to another account."), SignedPart(ForgedMail.Entity, Alice)), Apart) { Errant = [WithoutAuthor] },
        new("signed alternative beside an unsigned one", () => Mixed("alternative", TextOf("Pay to another account."), SignedPart(ForgedMail.Entity, Alice)), Apart) { Errant = [WithoutAuthor] },
        new("signed part referred to by cid", () => Mixed("related", Mail.Crlf("Content-Type: text/html\n\n<p>Pay to another account.</p><img src=\"cid:a\">\n"), [.. Mail.Crlf("Content-ID: <a>\n"), .. SignedPart(ForgedMail.Entity, Alice)]), Apart) { Errant = [WithoutAuthor] },
        new("forwarded signed message", () => Mixed("mixed", TextOf("Pay to another account."), Forwarded("alice@customer.example")), Apart) { Errant = [new(SignatureStatus.Valid, SignatureReason.None, EncryptionStatus.NotEncrypted)] },
        new("forwarded message of another author", () => Mixed("mixed", TextOf("Pay to another account."), Forwarded("bob@elsewhere.example")), Apart) { Errant = [new(SignatureStatus.Invalid, SignatureReason.AddressMismatch, EncryptionStatus.NotEncrypted)] },
        new("encrypted part beside an attacker's text", () => Mixed("mixed", TextOf("Pay to another account."), EncryptedPart(Cbc(ForgedMail.Entity))), Unsigned.With(SmimeCaution.PartsOutsideProtection)) { Errant = [new(SignatureStatus.Unsigned, SignatureReason.None, EncryptionStatus.Decrypted)] },
        new("encrypted part between two halves of a page", () => Mixed("mixed", Mail.Crlf("Content-Type: text/html\n\n<img src=\"https://elsewhere.example/another account?\n"), EncryptedPart(Cbc(ForgedMail.Entity)), Mail.Crlf("Content-Type: text/html\n\n\">\n")), Apart) { Errant = [new(SignatureStatus.Unsigned, SignatureReason.None, EncryptionStatus.Decrypted)] },
        new("encrypted for another beside an attacker's text", () => Mixed("mixed", TextOf("Pay to another account."), EncryptedPart(Cbc(ForgedMail.Entity) with { Recipients = [ForgedRecipient.Agreement(Bob, AgreementPlan.Usual)] })), Apart) { Errant = [new(SignatureStatus.Unsigned, SignatureReason.None, EncryptionStatus.NotDecryptable)] },
        new("signed part inside a signed message", () => ForgedMail.Plain(SignedPart(Multipart("mixed", ForgedMail.Entity, SignedPart(TextOf("Another text."), Bob)), Alice)), Valid.With(SmimeCaution.PartsOutsideProtection)) { Errant = [WithoutAuthor] },
        new("ciphertext inside a signed message", () => ForgedMail.Plain(SignedPart(Multipart("mixed", ForgedMail.Entity, EncryptedPart(Cbc(TextOf("Another text.")))), Alice)), Valid.With(SmimeCaution.PartsOutsideProtection)) { Errant = [new(SignatureStatus.Unsigned, SignatureReason.None, EncryptionStatus.Decrypted)] },
    ];

    private static byte[] Mixed(string subtype, params byte[][] parts) => ForgedMail.Plain(Multipart(subtype, parts));

    private static byte[] Multipart(string subtype, params byte[][] parts) =>
    [
        .. Mail.Crlf($"Content-Type: multipart/{subtype}; boundary=parts\n\n"),
        .. parts.SelectMany(part => Mail.Crlf("--parts\n").Concat(part).Concat(Mail.Crlf("\n"))),
        .. Mail.Crlf("--parts--\n"),
    ];

    private static byte[] Forwarded(string from) => [.. Mail.Crlf("Content-Type: message/rfc822\n\n"), .. From("From: " + from, SharedIdentities.Alice())];
}

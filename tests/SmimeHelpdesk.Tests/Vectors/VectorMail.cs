using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Inbound;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>Short ways to make the mails of the vectors.</summary>
internal static class VectorMail
{
    public const string Rest = "To: support@desk.example\nSubject: fire\nDate: Mon, 01 Jun 2026 12:00:00 +0000\nMessage-ID: <1@customer.example>\nMIME-Version: 1.0\n";

    public static KeyedIdentity Alice => SharedIdentities.Alice();

    public static KeyedIdentity Bob => SharedIdentities.Of("P-256", "bob@elsewhere.example");

    public static KeyedIdentity Agent => SharedIdentities.Desk();

    /// <summary>Opaque signed, from Alice.</summary>
    public static byte[] Signed(params ForgedSigner[] signers) => Signed(new ForgedSignature(ForgedMail.Entity, signers) { MoreCertificates = [VectorPki.Issuing.Der] });

    public static byte[] Signed(ForgedSignature signature) => ForgedMail.Signed(signature.Encode());

    /// <summary>Signed by Alice, under any From lines.</summary>
    public static byte[] From(string lines) => From(lines, Alice);

    public static byte[] From(string lines, KeyedIdentity signer) =>
        [.. System.Text.Encoding.UTF8.GetBytes((lines + "\n" + Rest).ReplaceLineEndings("\r\n")), .. SignedPart(ForgedMail.Entity, signer)];

    /// <summary>Signed with a planned certificate, whose issuers are sent along.</summary>
    public static byte[] By(PlannedCertificate leaf, params PlannedCertificate[] issuers) => By(leaf, null, issuers);

    public static byte[] By(PlannedCertificate leaf, Func<ForgedSigner, ForgedSigner>? change, params PlannedCertificate[] issuers)
    {
        var signer = new ForgedSigner(KeyedIdentity.Of(leaf));
        return Signed(new ForgedSignature(ForgedMail.Entity, change?.Invoke(signer) ?? signer) { Certificates = [leaf.Der, .. issuers.Select(issuer => issuer.Der)] });
    }

    /// <summary>Signed with a certificate that the usual issuer gave to this plan.</summary>
    public static byte[] By(CertificatePlan plan) => By(plan.Make(), VectorPki.Issuing);

    public static byte[] Detached(byte[] shown, byte[] signed, string more = "") =>
        ForgedMail.Detached(shown, (ForgedSignature.By(signed, Alice) with { IsDetached = true }).Encode(), more);

    /// <summary>A layer around an entity.</summary>
    public static byte[] Wrap(byte[] entity, string layer) => layer switch
    {
        "signed" => SignedPart(entity, Alice),
        "detached" => ForgedMail.DetachedEntity(entity, (ForgedSignature.By(entity, Alice) with { IsDetached = true }).Encode()),
        "by bob" => SignedPart(entity, Bob),
        "cbc" => EncryptedPart(Cbc(entity)),
        "gcm" => EncryptedPart(Gcm(entity)),
        "3des" => EncryptedPart(Envelope("3DES-CBC", entity)),
        _ => ForgedMail.Part(ForgedCompression.Encode(entity), "application/pkcs7-mime; smime-type=compressed-data"),
    };

    /// <summary>A mail from Alice in these layers, outermost first.</summary>
    public static byte[] Layers(params string[] layers) => ForgedMail.Plain(layers.Reverse().Aggregate(ForgedMail.Entity, Wrap));

    public static ForgedEnvelope Cbc(byte[] entity) => Envelope("AES-128-CBC", entity);

    public static ForgedEnvelope Gcm(byte[] entity) => Envelope("AES-256-GCM", entity);

    public static ForgedEnvelope Envelope(string cipher, byte[] entity) => ForgedEnvelope.For(cipher, entity, ForgedRecipient.Agreement(Agent, AgreementPlan.Usual));

    public static byte[] Encrypted(ForgedEnvelope envelope) => ForgedMail.Encrypted(envelope.Encode());

    public static byte[] SignedPart(byte[] entity, KeyedIdentity signer) =>
        ForgedMail.Part((ForgedSignature.By(entity, signer) with { MoreCertificates = [VectorPki.Issuing.Der] }).Encode(), "application/pkcs7-mime; smime-type=signed-data");

    public static byte[] EncryptedPart(ForgedEnvelope envelope) => ForgedMail.Part(envelope.Encode(), "application/pkcs7-mime; smime-type=enveloped-data");

    public static byte[] TextOf(string text) => Mail.Crlf($"Content-Type: text/plain; charset=utf-8\n\n{text}\n");

    public static byte[] FlipLast(byte[] value) => [.. value.AsSpan(0, value.Length - 1), (byte)(value[^1] ^ 1)];
}

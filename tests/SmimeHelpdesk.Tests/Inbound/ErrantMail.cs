using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Inbound;

/// <summary>Mails with signed and encrypted parts in places where they speak for themselves alone.</summary>
internal static class ErrantMail
{
    public const string Secret = "The account number is 4711.";

    public const string Footer = "You receive this mail because of a list.";

    private const string Cms = "application/pkcs7-mime; name=smime.p7m; smime-type=";

    public static KeyedIdentity Alice => SharedIdentities.Alice();

    public static KeyedIdentity Agent => SharedIdentities.Desk();

    /// <summary>A text part.</summary>
    public static byte[] Letter(string text, string type = "plain") => Mail.Crlf($"Content-Type: text/{type}; charset=utf-8\n\n{text}\n");

    public static byte[] Clear(byte[] entity, KeyedIdentity? signer = null) =>
        ForgedMail.DetachedEntity(entity, (ForgedSignature.By(entity, signer ?? Alice) with { IsDetached = true }).Encode());

    public static byte[] Opaque(byte[] entity, KeyedIdentity? signer = null) =>
        ForgedMail.Part(ForgedSignature.By(entity, signer ?? Alice).Encode(), Cms + "signed-data");

    public static byte[] Encrypted(byte[] entity, KeyedIdentity? recipient = null) => ForgedMail.Part(
        ForgedEnvelope.For("AES-256-CBC", entity, ForgedRecipient.Agreement(recipient ?? Agent, AgreementPlan.Usual)).Encode(), Cms + "enveloped-data");

    /// <summary>A multipart; its boundary must not be used within.</summary>
    public static byte[] Multipart(string type, string boundary, params byte[][] parts) =>
    [
        .. Mail.Crlf($"Content-Type: multipart/{type}; boundary={boundary}\n"),
        .. parts.SelectMany(part => (IEnumerable<byte>)[.. Mail.Crlf($"\n--{boundary}\n"), .. part]),
        .. Mail.Crlf($"\n--{boundary}--\n"),
    ];

    public static byte[] Mixed(params byte[][] parts) => Multipart("mixed", "mixed", parts);

    /// <summary>A message/rfc822 part.</summary>
    public static byte[] Forwarded(string from, byte[] entity) =>
        [.. Mail.Crlf($"Content-Type: message/rfc822\n\nFrom: {from}\nTo: bob@other.example\nSubject: inner\nMessage-ID: <inner@x>\n"), .. entity];

    /// <summary>The same from Alice in a mail of the outer From.</summary>
    public static byte[] From(string address, byte[] entity) => [.. Mail.Crlf($"From: {address}\nTo: support@desk.example\nSubject: outer\nMessage-ID: <outer@x>\n"), .. entity];
}

using System.Text;
using SmimeHelpdesk.Tests.Inbound;

namespace SmimeHelpdesk.Tests.Cms.Forge;

/// <summary>CMS in a mail from Alice, put together from bytes.</summary>
internal static class ForgedMail
{
    public const string Alice = "alice@customer.example";

    public const string Sentence = "The printer is on fire.";

    /// <summary>A text that every test can recognise.</summary>
    public static byte[] Entity { get; } = Mail.Crlf($"Content-Type: text/plain; charset=utf-8\n\n{Sentence}\n");

    public static string Headers { get; } = $"From: Alice <{Alice}>\nTo: support@desk.example\nSubject: fire\nDate: Mon, 01 Jun 2026 12:00:00 +0000\nMessage-ID: <1@customer.example>\nMIME-Version: 1.0\n";

    /// <summary>The message of a text without protection.</summary>
    public static byte[] Plain(byte[] entity) => [.. Mail.Crlf(Headers), .. entity];

    public static byte[] Signed(byte[] cms) => Plain(Part(cms, "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m"));

    public static byte[] Encrypted(byte[] cms) => Plain(Part(cms, "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m"));

    public static byte[] Compressed(byte[] cms) => Plain(Part(cms, "application/pkcs7-mime; smime-type=compressed-data; name=smime.p7z"));

    public static byte[] Detached(byte[] entity, byte[] cms, string more = "") => Plain(DetachedEntity(entity, cms, more));

    public static byte[] DetachedEntity(byte[] entity, byte[] cms, string more = "") =>
    [
        .. Mail.Crlf("Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=signed\n\n--signed\n"),
        .. entity,
        .. Mail.Crlf("\n--signed\n"),
        .. Part(cms, "application/pkcs7-signature; name=smime.p7s"),
        .. Mail.Crlf($"\n{more}--signed--\n"),
    ];

    /// <summary>A MIME entity that holds CMS.</summary>
    public static byte[] Part(byte[] cms, string contentType) => Encoding.ASCII.GetBytes(
        $"Content-Type: {contentType}\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(cms, Base64FormattingOptions.InsertLineBreaks)}\r\n");

    /// <summary>The same without transfer encoding.</summary>
    public static byte[] BinaryPart(byte[] cms, string contentType) =>
        [.. Encoding.ASCII.GetBytes($"Content-Type: {contentType}\r\nContent-Transfer-Encoding: binary\r\n\r\n"), .. cms];
}

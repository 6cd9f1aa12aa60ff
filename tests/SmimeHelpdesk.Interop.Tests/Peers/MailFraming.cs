using System.Text;
using MimeKit;

namespace SmimeHelpdesk.Interop.Tests.Peers;

/// <summary>The MIME around CMS (RFC 8551 section 3), as the programs' users write and read it.</summary>
internal static class MailFraming
{
    /// <summary>multipart/signed (RFC 1847).</summary>
    public static byte[] Detached(byte[] entity, byte[] signature, string hash)
    {
        string boundary = "=_" + Guid.NewGuid().ToString("N");
        return
        [
            .. Ascii($"Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg={hash}; boundary=\"{boundary}\"\r\n\r\n--{boundary}\r\n"),
            .. entity,
            .. Ascii($"\r\n--{boundary}\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=smime.p7s\r\n\r\n"),
            .. Base64(signature),
            .. Ascii($"\r\n--{boundary}--\r\n"),
        ];
    }

    /// <summary>application/pkcs7-mime of this smime-type.</summary>
    public static byte[] Pkcs7Mime(byte[] cms, string type) =>
    [
        .. Ascii($"Content-Type: application/pkcs7-mime; smime-type={type}; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=smime.p7m\r\n\r\n"),
        .. Base64(cms),
    ];

    /// <summary>A mail's outermost layer; null when it has none.</summary>
    public static MailLayer? Outermost(byte[] mail)
    {
        MimeEntity body = MimeMessage.Load(new MemoryStream(mail)).Body!;
        if (body is Multipart multipart && multipart.ContentType.IsMimeType("multipart", "signed"))
        {
            return new MailLayer("signed-data", Decode(multipart[1]), Write(multipart[0]));
        }

        bool isCms = body.ContentType.IsMimeType("application", "pkcs7-mime") || body.ContentType.IsMimeType("application", "x-pkcs7-mime");
        return isCms ? new MailLayer(body.ContentType.Parameters["smime-type"]?.ToLowerInvariant() ?? "enveloped-data", Decode(body), null) : null;
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] Base64(byte[] octets) => Ascii(Convert.ToBase64String(octets, Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\r\n") + "\r\n");

    private static byte[] Decode(MimeEntity entity) => ReadAttachment.Of((MimePart)entity).Octets;

    private static byte[] Write(MimeEntity entity)
    {
        FormatOptions format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var output = new MemoryStream();
        entity.WriteTo(format, output);
        return output.ToArray();
    }
}

/// <summary>One layer of S/MIME.</summary>
/// <param name="Type">The smime-type; <c>signed-data</c> for multipart/signed.</param>
/// <param name="Cms">The CMS object.</param>
/// <param name="Content">What a detached signature is over; null when the content is inside.</param>
internal sealed record MailLayer(string Type, byte[] Cms, byte[]? Content)
{
    public bool IsSigned => Type == "signed-data";
}

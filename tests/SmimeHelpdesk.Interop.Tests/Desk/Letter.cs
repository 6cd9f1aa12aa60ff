using System.Text;
using SmimeHelpdesk.Interop.Tests.Peers;

namespace SmimeHelpdesk.Interop.Tests.Desk;

/// <summary>What is written both ways, with what breaks where a program is careless: other scripts, a trailing space, a lone dot, "From ".</summary>
internal static class Letter
{
    public const string Sentence = "Grüße aus Köln, und From now on: . — 東京";
    public const string Text = Sentence + "\nFrom here \n.\n-- \nAlice";
    public const string Subject = "Übergabe";
    public const int Length = 5000;
    public const string AttachmentName = "report.bin";
    public const string OtherAttachmentName = "Rechnung für März – 東京.bin";

    /// <summary>An attachment of any octets.</summary>
    public static byte[] Octets(int length = Length)
    {
        byte[] octets = new byte[length];
        new Random(1).NextBytes(octets);
        return octets;
    }

    /// <summary>The customer's mail before any layer.</summary>
    /// <param name="attachment">The attachment's name.</param>
    /// <param name="isProtected">Whether its header fields are inside too, and Subject is hidden outside (RFC 9788).</param>
    public static PlainMail Mail(string attachment, bool isProtected)
    {
        string date = DateTimeOffset.UtcNow.ToString("r", System.Globalization.CultureInfo.InvariantCulture).Replace("GMT", "+0000", StringComparison.Ordinal);
        string fields = $"From: Alice <{People.Customer}>\r\nTo: {People.Support}\r\nDate: {date}\r\nMessage-ID: <{Guid.NewGuid():N}@customer.example>\r\n";
        string subject = $"Subject: {Word(Subject)}\r\n";
        return isProtected
            ? Mail(fields + "Subject: [...]\r\n", "; hp=\"cipher\"", fields + subject + Outer(fields) + "HP-Outer: Subject: [...]\r\n", attachment)
            : Mail(fields + subject, string.Empty, string.Empty, attachment);
    }

    private static PlainMail Mail(string fields, string parameter, string inside, string attachment) =>
        new(Encoding.ASCII.GetBytes(fields + "MIME-Version: 1.0\r\n"), Encoding.ASCII.GetBytes(Entity(attachment, parameter, inside)));

    private static string Outer(string fields) => string.Concat(fields.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(field => $"HP-Outer: {field}\r\n"));

    private static string Entity(string attachment, string parameter, string fields) =>
        $"Content-Type: multipart/mixed; boundary=\"mix\"{parameter}\r\n{fields}\r\n"
        + "--mix\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Base64(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\r\n")))
        + $"\r\n--mix\r\nContent-Type: application/octet-stream; name=\"{Word(attachment)}\"\r\nContent-Disposition: attachment; {FileName(attachment)}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + Base64(Octets()) + "\r\n--mix--\r\n";

    private static string Base64(byte[] octets) => Convert.ToBase64String(octets, Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\r\n");

    private static string Word(string text) => Ascii.IsValid(text) ? text : $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";

    // RFC 2231.
    private static string FileName(string name) => Ascii.IsValid(name) ? $"filename=\"{name}\"" : "filename*=utf-8''" + Uri.EscapeDataString(name);
}

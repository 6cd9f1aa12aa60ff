using System.Net;
using System.Text;
using System.Text.Json;

namespace SmimeHelpdesk.Tests.Credentials.Import;

/// <summary>What happens to PEM on its way into a text area.</summary>
internal static class Pastes
{
    public static IReadOnlyDictionary<string, Func<string, string>> OfText { get; } = new Dictionary<string, Func<string, string>>
    {
        ["unchanged"] = pem => pem,
        ["CRLF"] = pem => pem.Replace("\n", "\r\n", StringComparison.Ordinal),
        ["CR"] = pem => pem.Replace('\n', '\r'),
        ["byte order mark"] = pem => "\uFEFF" + pem,
        ["indented"] = pem => "    " + pem.Replace("\n", "\n\t  ", StringComparison.Ordinal),
        ["quoted twice"] = pem => "> > " + pem.Replace("\n", "\n> > ", StringComparison.Ordinal),
        ["one long line of base64"] = OneLine,
        ["blanks for line ends"] = pem => pem.Replace('\n', ' '),
        ["no line ends"] = pem => pem.Replace("\n", "", StringComparison.Ordinal),
        ["C escapes"] = pem => pem.Replace("\n", "\\n", StringComparison.Ordinal),
        ["C escapes with CR"] = pem => pem.Replace("\n", "\\r\\n", StringComparison.Ordinal),
        ["JSON"] = pem => JsonSerializer.Serialize(new { pem }),
        ["JSON in JSON"] = pem => JsonSerializer.Serialize(JsonSerializer.Serialize(pem)),
        ["JSON with escaped slashes"] = pem => pem.Replace("/", "\\/", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal),
        ["HTML"] = pem => "<pre>" + WebUtility.HtmlEncode(pem).Replace("+", "&#43;", StringComparison.Ordinal)
            .Replace("/", "&#x2F;", StringComparison.Ordinal).Replace("\n", "<br/>\n&nbsp;", StringComparison.Ordinal) + "</pre>",
        ["web page"] = pem => "<div>" + pem.Replace("-----", "\u2014\u2013\u2011", StringComparison.Ordinal).Replace(" ", "&nbsp;", StringComparison.Ordinal)
            .Replace("\n", "\u200B<br>\r\n", StringComparison.Ordinal) + "</div>",
        ["quoted-printable"] = pem => pem.Replace("=", "=3D", StringComparison.Ordinal).Replace("\n", "=20\r\n", StringComparison.Ordinal),
        ["source of a mail"] = pem => "Subject: your certificate\r\nContent-Type: text/plain\r\n\r\n" + pem,
        ["trailing blanks"] = pem => pem.Replace("\n", " \t \n", StringComparison.Ordinal),
        ["blank lines"] = pem => pem.Replace("\n", "\n\n", StringComparison.Ordinal),
        ["no-break spaces"] = pem => pem.Replace(' ', '\u00A0').Replace("\n", "\u00A0\n\u202F", StringComparison.Ordinal),
        ["zero-width characters"] = pem => string.Join('\u200B', pem.ToCharArray()),
        ["soft hyphens"] = pem => pem.Replace("\n", "\u00AD\n", StringComparison.Ordinal),
        ["Unicode line separators"] = pem => pem.Replace('\n', '\u2028'),
        ["four dashes"] = pem => pem.Replace("-----", "----", StringComparison.Ordinal),
        ["em dashes"] = pem => pem.Replace("-----", "\u2014\u2014-", StringComparison.Ordinal),
        ["en dashes"] = pem => pem.Replace('-', '\u2013'),
        ["lower-case labels"] = pem => pem.Replace("BEGIN CERTIFICATE", "begin certificate", StringComparison.Ordinal),
        ["blanks within the dashes"] = pem => pem.Replace("-----BEGIN ", "----- BEGIN ", StringComparison.Ordinal).Replace("KEY-----", "KEY -----", StringComparison.Ordinal),
        ["dash-escaped"] = pem => pem.Replace("-----BEGIN", "- -----BEGIN", StringComparison.Ordinal),
        ["no dashes after labels"] = pem => pem.Replace("CERTIFICATE-----", "CERTIFICATE", StringComparison.Ordinal).Replace("KEY-----", "KEY", StringComparison.Ordinal),
        ["no END lines"] = pem => WithoutLines(pem, "-----END") + "\nRegards, Bob\n",
        ["no BEGIN lines"] = pem => WithoutLines(pem, "-----BEGIN"),
        ["no armour"] = pem => WithoutLines(pem, "-----"),
        ["no padding"] = pem => pem.Replace("=", "", StringComparison.Ordinal),
        ["string literals"] = pem => "\"" + pem.Replace("\n", "\",\n\"", StringComparison.Ordinal),
        ["shell continuation"] = pem => pem.Replace("\n", "\\\n", StringComparison.Ordinal),
        ["prose around"] = pem => "Hi - begin with this:\n" + pem.Replace("-----BEGIN", "\nBag Attributes\n    localKeyID: 01 02\nKey Attributes: <No Attributes>\n-----BEGIN", StringComparison.Ordinal) + "\nthanks - end",
        ["text of openssl"] = pem => "Certificate:\n    Data:\n        Version: 3 (0x2)\n        Serial Number:\n            0a:1b\n" + pem,
        ["wrong labels"] = pem => pem.Replace("CERTIFICATE", "X509 CERTIFICATE", StringComparison.Ordinal).Replace("PRIVATE KEY", "RSA PRIVATE KEY", StringComparison.Ordinal),
        ["unknown labels"] = pem => pem.Replace("CERTIFICATE", "ZERTIFIKAT", StringComparison.Ordinal),
    };

    public static IReadOnlyDictionary<string, Func<string, byte[]>> OfFiles { get; } = new Dictionary<string, Func<string, byte[]>>
    {
        ["UTF-8"] = Encoding.UTF8.GetBytes,
        ["UTF-8 with mark"] = pem => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(pem)],
        ["UTF-16 little endian with mark"] = pem => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(pem)],
        ["UTF-16 big endian with mark"] = pem => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(pem)],
        ["UTF-16 little endian"] = Encoding.Unicode.GetBytes,
        ["UTF-16 big endian"] = Encoding.BigEndianUnicode.GetBytes,
        ["UTF-16 with em dashes"] = pem => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(pem.Replace("-----", "\u2014\u2014-", StringComparison.Ordinal))],
        ["Windows-1252 with typographic dashes and blanks"] = pem => Encoding.Latin1.GetBytes(pem.Replace("-----", "\u0097\u0096-", StringComparison.Ordinal).Replace("\n", "\u00A0\n", StringComparison.Ordinal)),
        ["Latin-1 prose"] = pem => Encoding.Latin1.GetBytes("Schl\u00FCssel f\u00FCr das Postfach:\n" + pem),
    };

    public static string WithoutLines(string pem, string having) =>
        string.Join('\n', pem.Split('\n').Where(line => !line.Contains(having, StringComparison.Ordinal)));

    private static string OneLine(string pem) => string.Join('\n', pem.Split("-----").Select(part =>
        part.StartsWith("BEGIN", StringComparison.Ordinal) || part.StartsWith("END", StringComparison.Ordinal)
            ? "-----" + part + "-----"
            : part.Replace("\n", "", StringComparison.Ordinal)));
}

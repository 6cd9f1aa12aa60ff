using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SmimeHelpdesk.Tests.Corpora;

/// <summary>Makes the files that a case is run with: as they lie there, wrapped into a message, transformed, or joined into one paste.</summary>
internal sealed partial class CorpusInput(string root, string work)
{
    private int _serial;

    public IReadOnlyList<string> Prepare(CorpusCase item)
    {
        if (item.IsJoined)
        {
            return [Paste(item.Files)];
        }

        return [.. item.Files.Select(file => item.Wrap is null && item.Transform is null ? PathOf(file) : Write(".eml", Change(item, File.ReadAllBytes(PathOf(file)))))];
    }

    /// <summary>A file of the corpora, or several as one PEM paste, DER parts given their armour.</summary>
    public string Resolve(JsonNode value) =>
        value is JsonArray parts ? Paste([.. parts.Select(part => (string)part!)]) : PathOf((string)value!);

    private static byte[] Change(CorpusCase item, byte[] data)
    {
        data = item.Transform switch
        {
            "mbox" => WithoutMboxLine(data),
            "pem2der" => Convert.FromBase64String(Armour().Replace(Encoding.Latin1.GetString(data), string.Empty)),
            "headers" => [.. Encoding.UTF8.GetBytes(string.Concat(item.Headers.Select(header => $"{header.Key}: {header.Value}\r\n"))), .. data],
            null => data,
            _ => throw new NotSupportedException("transform " + item.Transform),
        };
        return item.Wrap is null ? data : Wrap(item.Wrap, data);
    }

    private static byte[] Wrap(JsonObject wrap, byte[] data)
    {
        Match block = PemBlock().Match(Encoding.Latin1.GetString(data));
        if (block.Success)
        {
            data = Convert.FromBase64String(block.Groups[1].Value);
        }

        string message = $"""
            From: {(string?)wrap["from"] ?? "sender@example.org"}
            To: {(string?)wrap["to"] ?? "support@example.org"}
            Subject: {(string?)wrap["subject"] ?? "wrapped"}
            Date: Mon, 01 Jan 2024 10:00:00 +0000
            MIME-Version: 1.0
            Content-Type: application/pkcs7-mime; smime-type={(string?)wrap["type"]}; name="smime.p7m"
            Content-Transfer-Encoding: base64
            Content-Disposition: attachment; filename="smime.p7m"

            {Convert.ToBase64String(data, Base64FormattingOptions.InsertLineBreaks)}

            """;
        return Encoding.UTF8.GetBytes(message.ReplaceLineEndings("\r\n"));
    }

    private static byte[] WithoutMboxLine(byte[] data) =>
        data.AsSpan().StartsWith("From "u8) ? data[(Array.IndexOf(data, (byte)'\n') + 1)..] : data;

    private string Paste(IReadOnlyList<string> parts) =>
        Write(".pem", Encoding.Latin1.GetBytes(string.Concat(parts.Select(part => PemOf(part, File.ReadAllBytes(PathOf(part))).Trim() + "\n"))));

    private static string PemOf(string name, byte[] data)
    {
        if (data.AsSpan().IndexOf("-----BEGIN"u8) >= 0)
        {
            return Encoding.Latin1.GetString(data);
        }

        bool isCertificate = Path.GetExtension(name) is ".cer" or ".crt" or ".der";
        string label = isCertificate ? "CERTIFICATE" : "PRIVATE KEY";
        return $"-----BEGIN {label}-----\n{Convert.ToBase64String(data, Base64FormattingOptions.InsertLineBreaks)}\n-----END {label}-----";
    }

    private string Write(string extension, byte[] data)
    {
        string path = Path.Combine(work, $"{_serial++}{extension}");
        File.WriteAllBytes(path, data);
        return path;
    }

    private string PathOf(string relative) => Path.Combine(root, relative);

    [GeneratedRegex("-----[^-]*-----")]
    private static partial Regex Armour();

    [GeneratedRegex("-----BEGIN [^-]+-----(.*?)-----END", RegexOptions.Singleline)]
    private static partial Regex PemBlock();
}

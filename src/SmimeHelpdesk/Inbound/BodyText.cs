using System.Buffers;
using System.Text;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>
/// A text part as a string: decoded without ever failing, line breaks as <c>\n</c>, and without the control characters that databases and
/// terminals choke on.
/// </summary>
internal static class BodyText
{
    private const int MetaSearchLength = 1024;

    // What is not taken as it is: controls, the line breaks of Unicode, and surrogates, which may stand alone.
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(i => (char)i).Where(c => c is not ('\n' or '\t') && (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029'))]);

    private static readonly SearchValues<char> LabelEnd = SearchValues.Create("\"' />;");

    public static string Read(ParsedEntity part, SmimeLimits limits)
    {
        ReadOnlySpan<byte> bytes = RawMime.Decode(part, limits).ToMemory(limits.MaximumMessageSize).Span;
        bool isHtml = part.ContentType.IsMimeType("text", "html");
        string text = Clean(Decode(bytes, part.ContentType.Charset, isHtml));
        return isHtml ? text : Unflow(text, part);
    }

    public static string Clean(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().TrimStart('\uFEFF');
        if (rest.Length == text.Length && !rest.ContainsAny(Special))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        for (int plain; (plain = rest.IndexOfAny(Special)) >= 0;)
        {
            clean.Append(rest[..plain]);
            rest = rest[(plain + AppendSpecial(clean, rest[plain..]))..];
        }

        return clean.Append(rest).ToString();
    }

    private static int AppendSpecial(StringBuilder clean, ReadOnlySpan<char> text)
    {
        bool isPair = text.Length > 1 && (text is ['\r', '\n', ..] || char.IsSurrogatePair(text[0], text[1]));
        if (char.IsSurrogate(text[0]))
        {
            clean.Append(isPair ? text[..2] : "\uFFFD");
        }
        else if (text[0] is '\r' or '\f' or '\u0085' or '\u2028' or '\u2029')
        {
            clean.Append('\n');
        }

        return isPair ? 2 : 1;
    }

    private static string Decode(ReadOnlySpan<byte> bytes, string? label, bool isHtml)
    {
        if (bytes.StartsWith("\uFEFF"u8))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        Encoding? declared = Charset.Find(label) ?? (isHtml ? Charset.Find(MetaCharset(bytes)) : null);
        if (declared is not (null or UTF8Encoding) || !bytes.Contains((byte)'\r'))
        {
            return declared?.GetString(bytes) ?? Charset.Guess(bytes);
        }

        // Dropped before the text becomes a string, which is then made once.
        byte[] lines = ArrayPool<byte>.Shared.Rent(bytes.Length);
        ReadOnlySpan<byte> text = lines.AsSpan(0, DropReturns(bytes, lines));
        string decoded = declared?.GetString(text) ?? Charset.Guess(text);
        PooledBuffer.Return(lines, text.Length);
        return decoded;
    }

    // The carriage returns before line feeds; in UTF-8 these octets are never part of another character.
    private static int DropReturns(ReadOnlySpan<byte> bytes, Span<byte> output)
    {
        int written = 0;
        while (!bytes.IsEmpty)
        {
            int at = bytes.IndexOf("\r\n"u8);
            int length = at < 0 ? bytes.Length : at;
            bytes[..length].CopyTo(output[written..]);
            written += length;
            bytes = at < 0 ? default : bytes[(at + 1)..];
        }

        return written;
    }

    private static string? MetaCharset(ReadOnlySpan<byte> html)
    {
        string start = Encoding.Latin1.GetString(html[..Math.Min(html.Length, MetaSearchLength)]);
        int meta = start.IndexOf("<meta", StringComparison.OrdinalIgnoreCase);
        int at = meta < 0 ? meta : start.IndexOf("charset=", meta, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        string label = start[(at + "charset=".Length)..].TrimStart('"', '\'', ' ');
        int end = label.AsSpan().IndexOfAny(LabelEnd);

        // A page cannot be written in these and still be readable up to here.
        return end > 0 && !label.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) ? label[..end] : null;
    }

    private static string Unflow(string text, ParsedEntity part) =>
        string.Equals(part.ContentType.Format, "flowed", StringComparison.OrdinalIgnoreCase)
            ? FlowedText.Unfold(text, string.Equals(part.ContentType.Parameters["delsp"], "yes", StringComparison.OrdinalIgnoreCase))
            : text;
}

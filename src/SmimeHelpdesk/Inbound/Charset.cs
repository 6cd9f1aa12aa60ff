using System.Globalization;
using System.Text;

namespace SmimeHelpdesk.Inbound;

/// <summary>Finds the encoding behind a charset label.</summary>
internal static class Charset
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    public static Encoding Windows1252 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>
    /// The encoding that a label names; null when there is none, when it is unknown, when it only says "ASCII", which is no answer for eight-bit
    /// text, and for UTF-7, whose decoding has been a way around filters.
    /// </summary>
    public static Encoding? Find(string? label)
    {
        string name = label?.Trim().Trim('"', '\'').ToLowerInvariant() ?? string.Empty;
        return name switch
        {
            "" or "us-ascii" or "ascii" or "ansi_x3.4-1968" => null,

            // The names' common use, as the WHATWG encoding standard has it.
            "iso-8859-1" or "latin1" or "iso8859-1" or "iso_8859-1" => Windows1252,
            "gb2312" or "gbk" or "x-gbk" => ByPage(54936),
            "euc-kr" => ByPage(949),
            "utf-8" or "utf8" => Encoding.UTF8,
            _ => ByName(name),
        };
    }

    /// <summary>Decodes text whose charset nobody states: UTF-8 when it is that, and otherwise what old Windows programs send.</summary>
    public static string Guess(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Windows1252.GetString(bytes);
        }
    }

    private static Encoding? ByName(string name)
    {
        try
        {
            Encoding found = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
            return found.CodePage == 65000 ? null : found;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return name.StartsWith("cp", StringComparison.Ordinal)
                && int.TryParse(name.AsSpan(2).TrimStart('-'), NumberStyles.None, CultureInfo.InvariantCulture, out int page) ? ByPage(page) : null;
        }
    }

    private static Encoding? ByPage(int page)
    {
        try
        {
            return page is 65000 or > ushort.MaxValue ? null : CodePagesEncodingProvider.Instance.GetEncoding(page);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}

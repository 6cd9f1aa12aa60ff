using System.Text;
using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Tests.Inbound;

/// <summary>Short ways to write a mail down and to read it back.</summary>
internal static class Mail
{
    /// <summary>Lines as they travel.</summary>
    public static byte[] Crlf(string text) => Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n"));

    public static ParsedEntity Parse(string text, SmimeLimits? limits = null) => Parse(Crlf(text), limits);

    public static ParsedEntity Parse(byte[] bytes, SmimeLimits? limits = null) => RawMime.Parse(ByteSource.From(bytes), limits ?? SmimeLimits.Default);

    public static byte[] Bytes(ByteSource source) => source.ToMemory(int.MaxValue).ToArray();

    public static string Text(ByteSource source) => Encoding.Latin1.GetString(Bytes(source));

    public static byte[] Decode(ParsedEntity part) => Bytes(RawMime.Decode(part, SmimeLimits.Default));
}

using MimeKit;

namespace ConsoleDemo.Setup;

internal static class WireForm
{
    /// <summary>A message as it travels: lines end in CRLF on every operating system.</summary>
    public static byte[] Of(MimeMessage message)
    {
        FormatOptions options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        using var buffer = new MemoryStream();
        message.WriteTo(options, buffer);
        return buffer.ToArray();
    }
}

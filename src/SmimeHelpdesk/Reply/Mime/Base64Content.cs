using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>Another content as base64 in lines.</summary>
internal sealed class Base64Content(IContent content) : IContent
{
    private const int LineOctets = 57;

    // Four characters for each three octets begun, and two for each line begun.
    public long Length => ((content.Length + 2) / 3 * 4) + ((content.Length + LineOctets - 1) / LineOctets * 2);

    public void WriteTo(Stream output)
    {
        using var base64 = new Base64LineStream(output);
        content.WriteTo(base64);
    }
}

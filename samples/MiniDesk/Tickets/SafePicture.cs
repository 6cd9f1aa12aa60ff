namespace MiniDesk.Tickets;

/// <summary>Pictures that a browser may show inside a ticket. Their first bytes decide, not what the mail calls them; SVG is none, because it is a document.</summary>
internal static class SafePicture
{
    public static string? TypeOf(ReadOnlySpan<byte> content) => content switch
    {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x47, 0x49, 0x46, 0x38, ..] => "image/gif",
        _ => null,
    };
}

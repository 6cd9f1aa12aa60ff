using MimeKit;

namespace SmimeHelpdesk.Inbound;

/// <summary>What a part's header says about how to treat it.</summary>
internal static class PartLabels
{
    public static string? FileName(ParsedEntity part) => part.Entity.ContentDisposition?.FileName ?? part.ContentType.Name;

    /// <summary>RFC 2183 section 2.8: an unknown disposition is an attachment.</summary>
    public static bool IsAttachment(ParsedEntity part) =>
        part.Entity.ContentDisposition is { } disposition && !string.Equals(disposition.Disposition, ContentDisposition.Inline, StringComparison.OrdinalIgnoreCase);

    public static bool IsPlain(ParsedEntity part) => part.ContentType.IsMimeType("text", "plain");

    public static bool IsHtml(ParsedEntity part) => part.ContentType.IsMimeType("text", "html");

    public static bool IsMultipart(ParsedEntity part, string subtype) => part.ContentType.IsMimeType("multipart", subtype);

    public static bool IsTnef(ParsedEntity part) =>
        part.ContentType.IsMimeType("application", "ms-tnef") || part.ContentType.IsMimeType("application", "vnd.ms-tnef")
        || string.Equals(FileName(part)?.Trim(), "winmail.dat", StringComparison.OrdinalIgnoreCase);

    /// <summary>Text that can stand in for a body: not data that happens to be written in letters.</summary>
    public static bool IsSpareText(ParsedEntity part) => part.ContentType.IsMimeType("text", "*") && !IsAttachment(part)
        && part.ContentType.MediaSubtype.ToLowerInvariant() is "enriched" or "richtext" or "markdown" or "x-markdown" or "x-amp-html" or "rfc822-headers";
}

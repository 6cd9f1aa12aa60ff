using MimeKit;
using MimeKit.Utils;

namespace SmimeHelpdesk.Inbound;

/// <summary>Reads single values out of a header. Of a field that must be unique and is not, the first counts (the top one, as most programs show it).</summary>
internal static class HeaderFields
{
    private const int MaximumReferences = 200;

    public static string? ReadText(HeaderList headers, HeaderId id) =>
        headers.First(id) is { } field ? HeaderText.Clean(field.Value) : null;

    public static DateTimeOffset? ReadDate(HeaderList headers) =>
        headers.First(HeaderId.Date) is { } field && DateUtils.TryParse(field.RawValue, out DateTimeOffset date) ? date : null;

    public static string? ReadMessageId(HeaderList headers, HeaderId id) => ReadMessageIds(headers, id) is [string first, ..] ? first : null;

    public static IReadOnlyList<string> ReadMessageIds(HeaderList headers, HeaderId id)
    {
        if (headers.First(id) is not { } field)
        {
            return [];
        }

        string[] all = [.. MimeUtils.EnumerateReferences(field.RawValue, 0, field.RawValue.Length).Select(reference => HeaderText.Clean(reference)).Where(IsMessageId)];

        // RFC 5322 section 3.6.4: a thread is found by its first message and the latest ones.
        return [.. all.Take(1), .. all.Skip(1).TakeLast(MaximumReferences - 1)];
    }

    private static bool IsMessageId(string id) =>
        id.Length is > 0 and < HeaderText.MaximumLength / 2 && !id.AsSpan().ContainsAny(" <>\"");
}

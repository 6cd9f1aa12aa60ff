using MimeKit;

namespace SmimeHelpdesk.Inbound;

/// <summary>Finds fields in a header.</summary>
internal static class HeaderLists
{
    /// <summary>The first field of a kind; null when there is none.</summary>
    public static Header? First(this HeaderList headers, HeaderId id)
    {
        for (int i = 0; i < headers.Count; i++)
        {
            if (headers[i].Id == id)
            {
                return headers[i];
            }
        }

        return null;
    }

    /// <summary>Every field of a kind.</summary>
    public static IReadOnlyList<Header> All(this HeaderList headers, HeaderId id)
    {
        List<Header>? found = null;
        for (int i = 0; i < headers.Count; i++)
        {
            if (headers[i].Id == id)
            {
                (found ??= []).Add(headers[i]);
            }
        }

        return found ?? (IReadOnlyList<Header>)[];
    }
}

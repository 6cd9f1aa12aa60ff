using System.Buffers;

namespace SmimeHelpdesk.Inbound;

/// <summary>The Content-IDs that an HTML body shows (RFC 2392). An image nobody refers to is listed: hiding it would be a hiding place.</summary>
internal sealed class CidReferences
{
    private const string Scheme = "cid:";
    private const int MaximumReferences = 2000;
    private static readonly SearchValues<char> End = SearchValues.Create("\"'<> \t\r\n)");
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);

    public CidReferences(string? html)
    {
        ReadOnlySpan<char> rest = html;
        for (int at; _ids.Count < MaximumReferences && (at = rest.IndexOf(Scheme, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            rest = rest[(at + Scheme.Length)..];
            int end = rest[..Math.Min(rest.Length, HeaderText.MaximumLength)].IndexOfAny(End);
            if (end > 0)
            {
                _ids.Add(Uri.UnescapeDataString(rest[..end]));
            }
        }
    }

    public bool Contains(string id) => _ids.Contains(id);
}

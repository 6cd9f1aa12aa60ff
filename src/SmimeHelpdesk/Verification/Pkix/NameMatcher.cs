using System.Net;

namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>Whether a name lies within the subtree of a name constraint (RFC 5280 section 4.2.1.10).</summary>
internal static class NameMatcher
{
    /// <summary>A certificate's name, prepared for comparison; its text is null when it cannot be read.</summary>
    public static ConstrainedName Prepare(ConstrainedName written) => written.Kind switch
    {
        NameKind.Rfc822 => written with { Text = EmailAddress.Normalize(written.Text) },
        NameKind.Dns => written with { Text = written.Text is { } host ? MailDomain.Normalize(host) : null },
        NameKind.Uri => written with { Text = UriHost(written.Text) },
        _ => written,
    };

    /// <summary>Compares a prepared name with a prepared subtree of the same form.</summary>
    public static NameMatch Compare(ConstrainedName name, ConstrainedName subtree) => name.Kind switch
    {
        NameKind.Rfc822 => CompareText(name, subtree, IsMailboxWithin),
        NameKind.Dns => CompareText(name, subtree, IsHostAtOrBelow),
        NameKind.Uri => CompareText(name, subtree, IsHostWithin),
        NameKind.Directory => name.Directory!.IsWithin(subtree.Directory!) ? NameMatch.Within : NameMatch.Outside,
        NameKind.Ip => CompareIp(name.Octets.Span, subtree.Octets.Span),
        _ => NameMatch.Undecidable,
    };

    private static NameMatch CompareText(ConstrainedName name, ConstrainedName subtree, Func<string, string, bool> isWithin) =>
        name.Text is not { } text || subtree.Text is not { } constraint ? NameMatch.Undecidable
            : constraint.Length == 0 || isWithin(text, constraint) ? NameMatch.Within
            : NameMatch.Outside;

    private static bool IsMailboxWithin(string mailbox, string constraint) => constraint.Contains('@', StringComparison.Ordinal)
        ? string.Equals(mailbox, constraint, StringComparison.Ordinal)
        : IsHostWithin(mailbox[(mailbox.LastIndexOf('@') + 1)..], constraint);

    // A leading dot means the hosts below; without it the host alone is meant.
    private static bool IsHostWithin(string host, string constraint) => constraint[0] == '.'
        ? host.EndsWith(constraint, StringComparison.Ordinal)
        : string.Equals(host, constraint, StringComparison.Ordinal);

    private static bool IsHostAtOrBelow(string host, string constraint) =>
        IsHostWithin(host, constraint) || (constraint[0] != '.' && host.EndsWith("." + constraint, StringComparison.Ordinal));

    private static NameMatch CompareIp(ReadOnlySpan<byte> address, ReadOnlySpan<byte> subtree)
    {
        if (address.Length is not (4 or 16) || subtree.Length is not (8 or 32))
        {
            return NameMatch.Undecidable;
        }

        bool within = subtree.Length == 2 * address.Length;
        for (int i = 0; within && i < address.Length; i++)
        {
            within = ((address[i] ^ subtree[i]) & subtree[address.Length + i]) == 0;
        }

        return within ? NameMatch.Within : NameMatch.Outside;
    }

    // The host of the authority (RFC 3986 section 3.2). A URI without one, or with an IP address, cannot satisfy a constraint.
    private static string? UriHost(string? uri)
    {
        int start = uri?.IndexOf("://", StringComparison.Ordinal) ?? -1;
        if (start < 0)
        {
            return null;
        }

        ReadOnlySpan<char> authority = uri.AsSpan(start + 3);
        int end = authority.IndexOfAny('/', '?', '#');
        authority = end < 0 ? authority : authority[..end];
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        int port = authority.LastIndexOf(':');
        string host = (port < 0 ? authority : authority[..port]).ToString();
        return IPAddress.TryParse(host, out _) ? null : MailDomain.Normalize(host);
    }
}

internal enum NameMatch
{
    /// <summary>The name or the constraint cannot be read, or the form is not processed: it must not be let pass.</summary>
    Undecidable = 0,
    Within = 1,
    Outside = 2,
}

using System.Text;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>The header fields that a host adds to those of the library.</summary>
internal static class FurtherFields
{
    private const int MaximumNameLength = 60;
    private const int MaximumFields = 50;

    private static readonly string[] Written =
    [
        "From", "Sender", "To", "Cc", "Bcc", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "MIME-Version", "HP-Outer", "Return-Path", "Received",
    ];

    // They belong to the part's own description, to resending, or to signatures of the way.
    private static readonly string[] ForeignPrefixes = ["Content-", "Resent-", "DKIM-", "ARC-"];
    private static readonly string[] Addresses = ["Reply-To", "Errors-To", "Disposition-Notification-To", "Return-Receipt-To"];
    private static readonly string[] Confidential = ["Comments", "Keywords"];

    /// <summary>Whether an encrypted message shows it to its recipients alone (RFC 9788 section 3.2.1, <c>hcp_baseline</c>).</summary>
    public static bool IsConfidential(string name) => Confidential.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The fields as they will travel.</summary>
    /// <exception cref="ArgumentException">A name or a value is not acceptable.</exception>
    public static IReadOnlyList<HeaderField> Read(IReadOnlyDictionary<string, string> fields)
    {
        bool isUnique = fields.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() == fields.Count;
        return isUnique && fields.Count <= MaximumFields
            ? [.. fields.Select(field => Read(field.Key, field.Value))]
            : throw new ArgumentException("There are too many header fields, or two of one name.", nameof(fields));
    }

    private static HeaderField Read(string name, string value)
    {
        if (!IsName(name) || Written.Contains(name, StringComparer.OrdinalIgnoreCase) || ForeignPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException("A header field has a name that is none, or that is not the host's to write.", nameof(name));
        }

        string line = CleanText.RequireLine(value, nameof(value));
        if (Addresses.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            ReplyRecipient address = ReplyRecipient.Read(line, RecipientField.To) ?? throw new ArgumentException("A header field of addresses takes one plain address.", nameof(value));
            return new HeaderField(name, " " + address.Address);
        }

        return Ascii.IsValid(line) ? HeaderField.Structured(name, line) : HeaderField.Text(name, line);
    }

    private static bool IsName(string name) => name.Length is > 0 and <= MaximumNameLength && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}

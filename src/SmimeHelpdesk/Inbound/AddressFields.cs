using System.Diagnostics.CodeAnalysis;
using MimeKit;
using SmimeHelpdesk.Verification;

namespace SmimeHelpdesk.Inbound;

/// <summary>The author as one header states it.</summary>
/// <param name="Address">The addr-spec as written; null when there is no single usable one.</param>
/// <param name="DisplayName">What stands before it; never identity.</param>
/// <param name="IsAmbiguous">Whether the header has several From fields or addresses, or a group.</param>
internal sealed record FromField(string? Address, string? DisplayName, bool IsAmbiguous)
{
    /// <summary>What stands in the field or fields, for display where there is no single address.</summary>
    public string? Written { get; init; }
}

/// <summary>Reads address fields. Only an addr-spec ever counts, and only one that a certificate's address can be compared with.</summary>
internal static class AddressFields
{
    private const int MaximumAddresses = 1000;
    private const int MaximumWritten = 5;

    // Display names that break the grammar are common in honest mail; they may be ignored because they are never identity.
    private static readonly ParserOptions Tolerant = CreateTolerant();

    public static FromField ReadFrom(HeaderList headers)
    {
        IReadOnlyList<Header> fields = headers.All(HeaderId.From);
        if (fields.Count != 1 || !TryParse(fields[0], out InternetAddressList? list))
        {
            return new FromField(null, null, fields.Count > 1) { Written = Written(fields) };
        }

        // Programs disagree on which of several authors they show, so none of them can be what a signature is bound to.
        if (list is not [MailboxAddress mailbox])
        {
            return new FromField(null, null, true) { Written = Written(fields) };
        }

        string? address = AddressOf(mailbox);
        string name = HeaderText.Clean(mailbox.Name);
        return new FromField(address, address is null || name.Length == 0 ? null : name, false) { Written = address is null ? Written(fields) : null };
    }

    private static string? Written(IReadOnlyList<Header> fields) =>
        fields.Count == 0 ? null : DisplayText.Clean(string.Join(" | ", fields.Take(MaximumWritten).Select(field => HeaderText.Clean(field.Value))));

    public static IReadOnlyList<string> ReadList(HeaderList headers, HeaderId id)
    {
        var addresses = new List<string>();
        foreach (Header field in headers.All(id))
        {
            if (TryParse(field, out InternetAddressList? list))
            {
                addresses.AddRange(list.Mailboxes.Select(AddressOf).OfType<string>().Take(MaximumAddresses - addresses.Count));
            }
        }

        return [.. addresses.DistinctBy(EmailAddress.Normalize)];
    }

    // A source route, or an encoded word where none may be (RFC 2047 section 5), makes some programs show another address than the real one.
    private static string? AddressOf(MailboxAddress mailbox) =>
        mailbox.Route.Count == 0 && !mailbox.Address.Contains("=?", StringComparison.Ordinal) && EmailAddress.Normalize(mailbox.Address) is not null
            ? mailbox.Address
            : null;

    private static bool TryParse(Header field, [NotNullWhen(true)] out InternetAddressList? list) =>
        InternetAddressList.TryParse(MimeOptions.Strict, field.RawValue, out list) || InternetAddressList.TryParse(Tolerant, field.RawValue, out list);

    private static ParserOptions CreateTolerant()
    {
        ParserOptions options = MimeOptions.Strict.Clone();
        options.AddressParserComplianceMode = RfcComplianceMode.Loose;
        options.AllowUnquotedCommasInAddresses = true;
        return options;
    }
}

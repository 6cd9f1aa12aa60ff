using MimeKit;
using SmimeHelpdesk.Verification;

namespace SmimeHelpdesk.Reply;

/// <summary>One recipient of a reply, checked.</summary>
/// <param name="Address">The address to write to: the local part as it was given, the domain as A-labels.</param>
/// <param name="Key">The comparable form, which stores use.</param>
/// <param name="Field">Where it stands.</param>
internal sealed record ReplyRecipient(string Address, string Key, RecipientField Field)
{
    public MailboxAddress ToMailbox() => new(string.Empty, Address);

    /// <summary>Reads one addr-spec; null when it is anything else, or would need headers beyond ASCII.</summary>
    public static ReplyRecipient? Read(string? text, RecipientField field)
    {
        if (text is null || EmailAddress.Normalize(text) is not { } key)
        {
            return null;
        }

        // RFC 8551 section 3.1.3 wants signed content in 7 bit, and the header fields are part of it. So an address whose local
        // part needs SMTPUTF8 (RFC 6531) cannot stand in a protected message.
        string local = text[..text.LastIndexOf('@')];
        string address = local + key[key.LastIndexOf('@')..];
        return System.Text.Ascii.IsValid(local) && MailboxAddress.TryParse(address, out MailboxAddress? parsed) && EmailAddress.Same(parsed.Address, address)
            ? new ReplyRecipient(address, key, field)
            : null;
    }
}

internal enum RecipientField
{
    To = 0,
    Cc = 1,
    Bcc = 2,
}

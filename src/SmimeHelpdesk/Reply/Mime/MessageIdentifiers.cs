using System.Security.Cryptography;

namespace SmimeHelpdesk.Reply.Mime;

/// <summary>Message-ID, In-Reply-To and References (RFC 5322 section 3.6.4).</summary>
internal static class MessageIdentifiers
{
    private const int MaximumLength = 250;
    private const int MaximumReferences = 20;

    /// <summary>A new identifier in the mailbox's domain; it says nothing of the machine or the ticket.</summary>
    public static string Create(string mailbox) => "<" + RandomNumberGenerator.GetHexString(32, lowercase: true) + mailbox[mailbox.LastIndexOf('@')..] + ">";

    /// <summary>In-Reply-To; empty when the inbound message had no usable identifier.</summary>
    public static IReadOnlyList<string> InReplyTo(ReplyContext context) => IsUsable(context.MessageId) ? ["<" + context.MessageId + ">"] : [];

    /// <summary>References: the first and the newest of the inbound ones, then the inbound message. Bounded, because senders fill it.</summary>
    public static IReadOnlyList<string> References(ReplyContext context)
    {
        List<string> all = [.. context.References.Append(context.MessageId).Where(IsUsable).Select(id => "<" + id + ">").Distinct()];
        return all.Count <= MaximumReferences ? all : [all[0], .. all.Skip(all.Count - MaximumReferences + 1)];
    }

    // The identifier came in a mail and is written into a header: nothing but printable ASCII without brackets may pass.
    private static bool IsUsable(string? id) => id is { Length: > 0 and <= MaximumLength } && id.All(c => c is > ' ' and < '\x7F' and not ('<' or '>'));
}

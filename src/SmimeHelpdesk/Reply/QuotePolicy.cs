using System.Text;

namespace SmimeHelpdesk;

/// <summary>
/// Which text a reply may quote, so that nothing decrypted leaves in clear, or to somebody who could not read it before
/// (RFC 9787 section 5.4, and the decryption-oracle class of attacks). Pure and thread-safe.
/// </summary>
public static class QuotePolicy
{
    private const int MaximumQuotedLines = 5000;
    private const int MaximumQuotedLength = 256 << 10;

    /// <summary>Whether a reply with this protection may quote the message.</summary>
    /// <param name="context">What the inbound message left behind.</param>
    /// <param name="protection">How the reply will be protected.</param>
    /// <returns>Whether its text may be quoted.</returns>
    public static bool MayQuote(ReplyContext context, ReplyProtection protection)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Quoting switch
        {
            QuoteScope.Always => true,
            QuoteScope.EncryptedOnly => protection.HasFlag(ReplyProtection.Encrypt),
            _ => false,
        };
    }

    /// <summary>The text that may be quoted, each line marked with <c>&gt; </c> (RFC 3676 section 4.5).</summary>
    /// <param name="context">What the inbound message left behind.</param>
    /// <param name="text">
    /// The message's own text, <see cref="MessageContent.TextBody"/>. Never anything else: text of nested or foreign parts has no place in
    /// a quote, whatever protects the reply.
    /// </param>
    /// <param name="protection">How the reply will be protected.</param>
    /// <returns>The quote, cut off where no reply would read on; empty when the text must not be quoted.</returns>
    public static string Quote(ReplyContext context, string? text, ReplyProtection protection) =>
        MayQuote(context, protection) ? Mark(text) : string.Empty;

    internal static string Mark(string? text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().TrimEnd();
        if (rest.IsEmpty)
        {
            return string.Empty;
        }

        var quote = new StringBuilder();
        int lines = 0;
        foreach (ReadOnlySpan<char> line in rest.EnumerateLines())
        {
            if (++lines > MaximumQuotedLines || quote.Length + line.Length > MaximumQuotedLength)
            {
                return quote.Append("> [...]\n").ToString();
            }

            // Quote marks stand together, one blank after the last.
            quote.Append(line.StartsWith('>') ? ">" : line.IsEmpty ? ">" : "> ").Append(line.TrimEnd()).Append('\n');
        }

        return quote.ToString();
    }
}

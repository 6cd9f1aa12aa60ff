using System.Globalization;
using System.Text;
using System.Text.Json;
using SmimeHelpdesk.Fuzz.Engine;

namespace SmimeHelpdesk.Fuzz.Targets;

/// <summary>What holds of every opened message.</summary>
internal static class OpenedChecks
{
    private const int LongestLine = 300;

    private static readonly CultureInfo[] Cultures = [CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("de")];

    public static void Check(OpenedMessage opened)
    {
        CheckHeaders(opened.Headers);
        CheckContent(opened.Content);
        CheckVerdict(opened.Signature, opened.Encryption, opened.Summary);
        foreach (ErrantPart part in opened.ErrantParts)
        {
            CheckHeaders(part.Headers ?? new MessageHeaders());
            CheckContent(part.Content);
            CheckVerdict(part.Signature, part.Encryption, part.Summary);
        }

        BrokenInvariantException.ThrowUnless(ReplyContext.FromJson(opened.ReplyContext.ToJson()) == opened.ReplyContext, "a reply context survives JSON");
        BrokenInvariantException.ThrowUnless(MissingPieces.FromJson(opened.Missing.ToJson()) == opened.Missing, "missing pieces survive JSON");
        BrokenInvariantException.ThrowUnless(opened.ReplyContext.Quoting is not QuoteScope.Always || opened.Encryption.Status is EncryptionStatus.NotEncrypted, "what was encrypted is not quoted in clear");
    }

    /// <summary>A mail that says nothing of its type is plain text: where it has letters, the ticket has. One with a thousand fields is past a limit.</summary>
    public static void CheckText(OpenedMessage opened, byte[] input)
    {
        string mail = Encoding.Latin1.GetString(input);
        int end = mail.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        string[] fields = mail[..Math.Max(end, 0)].Split("\r\n");
        bool isPlain = fields.Length <= 1000 && fields.All(IsOrdinaryField);
        if (isPlain && mail[end..].Any(char.IsAsciiLetterOrDigit))
        {
            BrokenInvariantException.ThrowUnless(opened.Content.TextBody.Length > 0, "a text is shown");
        }
    }

    public static byte[] Read(MessageAttachment attachment)
    {
        using Stream stream = attachment.OpenRead();
        using var octets = new MemoryStream();
        stream.CopyTo(octets);
        BrokenInvariantException.ThrowUnless(octets.Length == attachment.Size, "an attachment is as long as it says", $"{octets.Length} and {attachment.Size}");
        return octets.ToArray();
    }

    /// <summary>A field that stands beside a verdict has nothing in it that hides, reverses or adds lines.</summary>
    public static void CheckLine(string? text, string field) =>
        BrokenInvariantException.ThrowUnless(text is null || !text.Any(IsHarmful), "no control characters in " + field, JsonSerializer.Serialize(text));

    private static bool IsHarmful(char c) => char.IsControl(c)
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool IsOrdinaryField(string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && line[..colon].All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && !line.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
            && !line.Any(char.IsControl);
    }

    private static void CheckHeaders(MessageHeaders headers)
    {
        CheckLine(headers.Subject, "Subject");
        CheckLine(headers.From, "From");
        CheckLine(headers.FromDisplayName, "the display name");
        CheckLine(headers.MessageId, "Message-ID");
        CheckLine(headers.InReplyTo, "In-Reply-To");
        foreach (string address in headers.To.Concat(headers.Cc).Concat(headers.ReplyTo))
        {
            CheckLine(address, "an address");
        }

        foreach (string reference in headers.References)
        {
            CheckLine(reference, "References");
        }
    }

    private static void CheckContent(MessageContent content)
    {
        BrokenInvariantException.ThrowUnless(!content.TextBody.Any(c => char.IsControl(c) && c is not ('\n' or '\t')), "no control characters in the text", JsonSerializer.Serialize(content.TextBody));
        foreach (MessageAttachment attachment in content.Attachments)
        {
            CheckLine(attachment.FileName, "a file name");
            CheckLine(attachment.ContentType, "a media type");
            CheckLine(attachment.ContentId, "a Content-ID");
            BrokenInvariantException.ThrowUnless(attachment.FileName.Length > 0 && !attachment.FileName.Any(c => c is '/' or '\\'), "a file name is a base name", attachment.FileName);
            Read(attachment);
        }
    }

    private static void CheckVerdict(SignatureVerdict signature, EncryptionVerdict encryption, MessageSummary summary)
    {
        BrokenInvariantException.ThrowUnless(Enum.IsDefined(signature.Status) && Enum.IsDefined(encryption.Status), "a verdict is defined");
        bool needsReason = signature.Status is SignatureStatus.Invalid or SignatureStatus.Indeterminate;
        BrokenInvariantException.ThrowUnless(needsReason == (signature.Reason is not SignatureReason.None), "what is not valid has a reason", signature.ToString());
        BrokenInvariantException.ThrowUnless(signature.Status is not SignatureStatus.Valid || signature.Signer is not null, "who is valid has a name");
        CheckLine(signature.Signer?.Subject, "the signer's name");
        CheckLine(signature.Signer?.Issuer, "the issuer's name");
        foreach (string address in signature.Signer?.Addresses ?? [])
        {
            CheckLine(address, "the signer's addresses");
        }

        foreach (CultureInfo culture in Cultures)
        {
            string line = summary.ToString(culture);
            CheckLine(line, "the summary");
            BrokenInvariantException.ThrowUnless(line.Length is > 0 and <= LongestLine, "a summary is one short line", line);
            BrokenInvariantException.ThrowUnless(summary.Explain(culture).Count > 0, "a verdict is explained");
        }
    }
}

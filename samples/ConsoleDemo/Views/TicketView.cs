using System.Globalization;
using ConsoleDemo.Setup;
using SmimeHelpdesk;
using Spectre.Console;

namespace ConsoleDemo.Views;

/// <summary>A ticket for a person: badge, reasons, content and the boxes of the reply.</summary>
internal static class TicketView
{
    private const int ShownTextLength = 1000;

    public static void Write(IAnsiConsole console, string title, Ticket ticket, CultureInfo culture)
    {
        OpenedMessage message = ticket.Message;
        console.Write(new Rule(Markup.Escape(TerminalText.OneLine(title))).LeftJustified());
        var facts = new Facts();
        facts.Add("badge", message.Summary.ToString(culture), BadgeStyle(message.Signature.Status));
        facts.Add("why", message.Summary.Explain(culture));
        AddSigner(facts, message.Signature);
        AddEncryption(facts, message.Encryption);
        AddHeaders(facts, message.Headers, culture);
        AddContent(facts, message.Content);
        ErrantPartView.Add(facts, message, culture);
        facts.Add("learnt", message.Harvest.Sha256 ?? message.Harvest.Reason.Describe(culture));
        facts.AddBoxes(ticket.Availability, culture).WriteTo(console);
    }

    private static void AddSigner(Facts facts, SignatureVerdict verdict)
    {
        if (verdict.Signer is { } signer)
        {
            facts.Add("signer", $"{signer.Subject}\nissued by {signer.Issuer}\n{signer.Key} ({signer.Strength}), {signer.NotBefore:yyyy-MM-dd} to {signer.NotAfter:yyyy-MM-dd}\n{signer.Sha256}");
        }

        facts.Add("signed at", verdict.SigningTime is { } time ? $"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, as the signer claims" : null);
    }

    private static void AddEncryption(Facts facts, EncryptionVerdict verdict) =>
        facts.Add("encryption", string.Join(", ", new[] { verdict.ContentAlgorithm, verdict.KeyAlgorithm }.OfType<string>()));

    private static void AddHeaders(Facts facts, MessageHeaders headers, CultureInfo culture)
    {
        facts.Add("from", headers.From);
        facts.Add("to", string.Join(", ", headers.To));
        facts.Add("subject", headers.Subject);
        facts.Add(string.Empty, headers.SubjectProtection is HeaderProtection.Unprotected ? null : headers.SubjectProtection.Describe(culture));
    }

    private static void AddContent(Facts facts, MessageContent content)
    {
        string text = content.TextBody.Length > ShownTextLength ? content.TextBody[..ShownTextLength] + "…" : content.TextBody;
        facts.Add("text", text.TrimEnd());
        facts.Add("html", content.HtmlBody is { } html ? $"{html.Length} characters" : null);
        facts.Add("attachments", content.Attachments.Select(attachment => $"{attachment.FileName}, {attachment.Size} bytes"));
    }

    // No alarming colour for an invalid signature: it says no more than a missing one (RFC 9787).
    private static Style BadgeStyle(SignatureStatus status) => new(status switch
    {
        SignatureStatus.Valid => Color.Green,
        SignatureStatus.Unsigned => Color.Default,
        _ => Color.Yellow,
    });
}

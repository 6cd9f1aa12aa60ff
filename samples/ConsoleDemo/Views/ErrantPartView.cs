using System.Globalization;
using SmimeHelpdesk;

namespace ConsoleDemo.Views;

/// <summary>The parts that speak for themselves alone, each by itself, with its own verdict.</summary>
internal static class ErrantPartView
{
    private const int ShownTextLength = 300;

    public static void Add(Facts facts, OpenedMessage message, CultureInfo culture)
    {
        foreach (ErrantPart part in message.ErrantParts)
        {
            string[] lines =
            [
                $"{part.ContentType}: {part.Summary.ToString(culture)}",
                part.Headers is { } headers ? $"a message from {headers.From ?? "nobody"}: {headers.Subject}" : string.Empty,
                part.Content.TextBody.Length > ShownTextLength ? part.Content.TextBody[..ShownTextLength] + "…" : part.Content.TextBody,
                .. part.Content.Attachments.Select(attachment => $"{attachment.FileName}, {attachment.Size} bytes"),
            ];
            facts.Add("part " + part.Section, string.Join('\n', lines.Where(line => line.Length > 0)));
        }

        // What is covered otherwise than the rest.
        facts.Add("covered apart", message.Coverage
            .Where(covered => covered.ErrantPart is not null)
            .Select(covered => $"{covered.Section}: by part {message.ErrantParts[covered.ErrantPart!.Value].Section} alone. {covered.Role.Describe(culture)}"));
    }
}

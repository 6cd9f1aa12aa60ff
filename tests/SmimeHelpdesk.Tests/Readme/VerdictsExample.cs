using System.Globalization;
using System.Text.Json;

namespace SmimeHelpdesk.Tests.Readme;

/// <summary>The code of docs/verdicts.md, as a host writes it. What lies between the markers stands there letter by letter.</summary>
internal static class VerdictsExample
{
    public static string Keep(OpenedMessage opened, HostTicket ticket, CultureInfo culture)
    {
        // readme:begin keep
        ticket.Verdict = JsonSerializer.Serialize(opened.Summary);
        string line = JsonSerializer.Deserialize<MessageSummary>(ticket.Verdict)!.ToString(culture);
        // readme:end
        return line;
    }
}

using System.Globalization;

namespace SmimeHelpdesk.Text;

internal static class SummaryText
{
    public static string Line(MessageSummary summary, CultureInfo culture) => throw new NotImplementedException();

    public static IReadOnlyList<string> Explain(MessageSummary summary, CultureInfo culture) => throw new NotImplementedException();
}

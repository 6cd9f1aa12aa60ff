using System.Globalization;

namespace SmimeHelpdesk.Benchmarks.Short;

/// <summary>Prints results as a table that Markdown reads too.</summary>
internal static class RatioTable
{
    public static string Head { get; } =
        Line("operation", "time", "MimeKit", "floor", "openssl") + "\n" + Line(new string('-', 46), "------------", "--------", "--------", "--------");

    public static string Legend { get; } =
        """

        time: processor time of one operation, one core. MimeKit, floor, openssl: how many times as long each took for the same work,
        the median of interleaved rounds. floor: the bare .NET primitives that cannot be avoided (1 would be perfect).
        openssl: the program `openssl cms`, its start subtracted. -: cannot do it, or is not there.
        """;

    public static string Row(ContestResult result) =>
        Line(result.Case.ToString(), result.Microseconds.ToString("N0", CultureInfo.InvariantCulture) + " us", Ratio(result.MimeKit), Ratio(result.Floor), Ratio(result.OpenSsl));

    private static string Ratio(double? value) => value is { } ratio ? ratio.ToString(ratio < 10 ? "0.00" : "0", CultureInfo.InvariantCulture) : "-";

    private static string Line(string name, params string[] cells) => "| " + name.PadRight(46) + " | " + string.Join(" | ", cells.Select((cell, i) => cell.PadLeft(i == 0 ? 12 : 8))) + " |";
}

using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using SmimeHelpdesk.Diagnostics;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Docs;

/// <summary>What operators are told to watch is there, and what is there is told.</summary>
public sealed partial class OperationsDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));

    [Fact]
    public void Instruments_OfTheDocument_AreThoseOfTheMeterWithTheirUnits()
    {
        IEnumerable<string> instruments = typeof(Telemetry).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => property.GetValue(null)).OfType<Instrument>().Select(instrument => $"{instrument.Name}: {Kind(instrument)}, {instrument.Unit}");

        InstrumentRow().Matches(Document).Select(match => $"{match.Groups[1].Value}: {match.Groups[2].Value}").Should().BeEquivalentTo(instruments);
    }

    [Fact]
    public void Tags_OfTheDocument_AreThoseOfTheCode()
    {
        string[] keys = [.. typeof(TelemetryTags).GetFields().Select(field => (string)field.GetRawConstantValue()!).Where(value => value.Contains('.', StringComparison.Ordinal))];

        InstrumentRow().Matches(Document).SelectMany(match => Code().Matches(match.Groups[3].Value)).Select(match => match.Groups[1].Value).Distinct().Should().BeEquivalentTo(keys);
    }

    private static string Kind(Instrument instrument) => instrument switch
    {
        Histogram<double> => "histogram",
        Counter<long> => "counter",
        _ => "gauge",
    };

    [Fact]
    public void LogEvents_OfTheDocument_Exist()
    {
        int[] existing = [.. typeof(LogMessages).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId ?? 0)];
        int[] named = [.. EventNumber().Matches(Document).Select(match => int.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture))];

        named.Should().NotBeEmpty().And.BeSubsetOf(existing);
    }

    [GeneratedRegex(@"^\| `(smimehelpdesk\.[a-z._]+)` \| ([a-z]+, [^ ]+) \| (.*) \|", RegexOptions.Multiline)]
    private static partial Regex InstrumentRow();

    // One measurement, told twice, the slower end of each range: a page that lags behind would mislead whoever buys servers.
    [Fact]
    public void Sizing_OfTheDocument_FollowsFromTheReadmesFigures()
    {
        Dictionary<string, double> measured = ReadmeRow().Matches(File.ReadAllText(Repository.PathOf("README.md"))).ToDictionary(
            match => match.Groups[1].Value + ", " + match.Groups[2].Value, match => Number(match.Groups[3].Value) / (match.Groups[4].Value == "us" ? 1e6 : 1e3));
        Match[] rows = [.. SizingRow().Matches(Document).Cast<Match>()];

        rows.Should().HaveCount(4);
        foreach (Match row in rows)
        {
            Number(row.Groups[2].Value).Should().BeApproximately(1 / measured[row.Groups[1].Value + ", 30 KB"], 0.02 / measured[row.Groups[1].Value + ", 30 KB"]);
            Number(row.Groups[3].Value).Should().BeApproximately(1 / measured[row.Groups[1].Value + ", 5 MB"], 0.02 / measured[row.Groups[1].Value + ", 5 MB"]);
        }
    }

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| ([a-z ]+), (30 KB|5 MB) \| [0-9.]+–([0-9.]+) (us|ms) \|", RegexOptions.Multiline)]
    private static partial Regex ReadmeRow();

    [GeneratedRegex(@"^\| ([a-z ]+) \| ([0-9]+) \| ([0-9]+) \|", RegexOptions.Multiline)]
    private static partial Regex SizingRow();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\b[1-5]00\d\b")]
    private static partial Regex EventNumber();
}

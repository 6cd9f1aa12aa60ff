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

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\b[1-5]00\d\b")]
    private static partial Regex EventNumber();
}

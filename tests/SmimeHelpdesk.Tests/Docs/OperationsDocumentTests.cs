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
    public void Instruments_OfTheDocument_AreThoseOfTheMeter()
    {
        IEnumerable<string> instruments = typeof(Telemetry).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => property.GetValue(null)).OfType<Instrument>().Select(instrument => instrument.Name);

        InstrumentName().Matches(Document).Select(match => match.Value).Distinct().Should().BeEquivalentTo(instruments);
    }

    [Fact]
    public void LogEvents_OfTheDocument_Exist()
    {
        int[] existing = [.. typeof(LogMessages).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId ?? 0)];
        int[] named = [.. EventNumber().Matches(Document).Select(match => int.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture))];

        named.Should().NotBeEmpty().And.BeSubsetOf(existing);
    }

    [GeneratedRegex(@"smimehelpdesk\.[a-z.]+[a-z]")]
    private static partial Regex InstrumentName();

    [GeneratedRegex(@"\b[1-5]00\d\b")]
    private static partial Regex EventNumber();
}

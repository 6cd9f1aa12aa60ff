using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using SmimeHelpdesk.Diagnostics;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Diagnostics.Canary;

/// <summary>
/// What must never leave is used in a whole life of a mailbox, and then looked for in everything that was said meanwhile. Alone, because
/// it hears the whole process.
/// </summary>
[Collection(CpuTime.Name)]
public sealed partial class CanaryTests
{
    [Fact]
    public async Task WholeLife_EveryChannelAtTrace_HoldsNoSecret()
    {
        using var channels = new EveryChannel();
        var canaries = new Canaries();
        await using (var desk = new CanaryDesk(channels))
        {
            await new WholeLife(desk, canaries).TellAsync();
        }

        AssertComplete(channels);
        foreach (TelemetryChannel channel in Enum.GetValues<TelemetryChannel>())
        {
            IReadOnlyList<string> heard = channels.Heard(channel);
            heard.Should().NotBeEmpty();
            heard.SelectMany(line => canaries.FoundIn(line).Select(found => found + " in: " + line)).Should().BeEmpty(channel.ToString());
        }

        // An address is no secret, but personal: it is in the audit trail alone, where it is classified.
        foreach (TelemetryChannel channel in (TelemetryChannel[])[TelemetryChannel.Log, TelemetryChannel.Metric, TelemetryChannel.Trace])
        {
            channels.Heard(channel).Should().NotContain(line => Address().IsMatch(line), channel.ToString());
        }
    }

    [Fact]
    public void EveryChannel_SecretInAnyForm_IsFound()
    {
        using var channels = new EveryChannel();
        using var meter = new Meter("careless");
        using var source = new ActivitySource("careless");
        var canaries = new Canaries();
        canaries.AddBytes("key", [.. Enumerable.Range(1, 64).Select(value => (byte)(value * 3))]);
        Counter<int> counter = meter.CreateCounter<int>("careless");
        foreach (string form in (string[])["passphrase: " + Canaries.Passphrase, Convert.ToBase64String([9, .. Enumerable.Range(1, 64).Select(value => (byte)(value * 3)), 9])])
        {
            int[] before = [.. Enum.GetValues<TelemetryChannel>().Select(channel => channels.Heard(channel).Count)];
            channels.Logs.CreateLogger("careless").Log(LogLevel.Trace, default, form, null, (text, _) => text);
            counter.Add(1, new KeyValuePair<string, object?>("tag", form));
            using (Activity activity = source.StartActivity("careless")!)
            {
                activity.AddEvent(new ActivityEvent("event", tags: new ActivityTagsCollection { ["tag"] = form }));
            }

            FluentActions.Invoking(() => throw new InvalidOperationException(form)).Should().Throw<InvalidOperationException>();
            channels.Audit.WriteAsync(new SmimeAuditEvent { Kind = SmimeAuditKind.KeyTried, At = default, Detail = form }, default).AsTask().IsCompletedSuccessfully.Should().BeTrue();
            foreach (TelemetryChannel channel in Enum.GetValues<TelemetryChannel>())
            {
                channels.Heard(channel).Skip(before[(int)channel]).SelectMany(canaries.FoundIn).Should().NotBeEmpty($"{channel} was heard");
            }
        }
    }

    // A secret that nobody could have told proves nothing: each event, instrument, activity and kind must have been there.
    private static void AssertComplete(EveryChannel channels)
    {
        IEnumerable<int> events = typeof(LogMessages).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>().Select(message => message.EventId);
        events.Where(id => !channels.Heard(TelemetryChannel.Log).Any(line => line.StartsWith("SmimeHelpdesk.", StringComparison.Ordinal) && line.Contains($" {id} ", StringComparison.Ordinal))).Should().BeEmpty();
        IEnumerable<string> instruments = typeof(Telemetry).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => property.GetValue(null)).OfType<Instrument>().Select(instrument => instrument.Name);
        instruments.Where(name => !channels.Heard(TelemetryChannel.Metric).Any(line => line.StartsWith("SmimeHelpdesk " + name + " ", StringComparison.Ordinal))).Should().BeEmpty();
        ((string[])["smimehelpdesk.open", "smimehelpdesk.compose", "smimehelpdesk.revocation.fetch"])
            .Where(name => !channels.Heard(TelemetryChannel.Trace).Any(line => line.StartsWith("SmimeHelpdesk " + name + " ", StringComparison.Ordinal))).Should().BeEmpty();
        Enum.GetValues<SmimeAuditKind>().Except([SmimeAuditKind.None, .. channels.Audit.Kinds]).Should().BeEmpty();
        channels.Heard(TelemetryChannel.Exception).Should().Contain(line => line.Contains(nameof(ReplyProtectionUnavailableException), StringComparison.Ordinal))
            .And.Contain(line => line.Contains(nameof(PlaintextReplyRefusedException), StringComparison.Ordinal));
    }

    [GeneratedRegex(@"[a-z]+@[a-z]+\.example")]
    private static partial Regex Address();
}

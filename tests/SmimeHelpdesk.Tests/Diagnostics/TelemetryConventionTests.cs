using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using SmimeHelpdesk.Diagnostics;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Diagnostics;

/// <summary>
/// OpenTelemetry's conventions for metrics, attributes and span names: whoever builds a dashboard on these names must be able to trust
/// their form, and whoever pays for series, their number.
/// </summary>
public sealed partial class TelemetryConventionTests
{
    private static readonly Instrument[] Instruments =
        [.. typeof(Telemetry).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => property.GetValue(null)).OfType<Instrument>()];

    private static readonly string[] Keys = [.. Constants().Where(value => value.Contains('.', StringComparison.Ordinal))];

    [Fact]
    public void Instruments_Names_AreDottedLowerCaseBelowTheLibrarysNamespace()
    {
        Instruments.Should().HaveCountGreaterThanOrEqualTo(6);
        Instruments.Select(instrument => instrument.Name).Should().OnlyHaveUniqueItems().And.OnlyContain(name => DottedName().IsMatch(name) && name.StartsWith("smimehelpdesk.", StringComparison.Ordinal));
        Instruments.Should().OnlyContain(instrument => instrument.Meter.Name == "SmimeHelpdesk" && !string.IsNullOrEmpty(instrument.Description));
    }

    [Fact]
    public void Instruments_Names_HoldNeitherUnitNorKind() =>
        Instruments.SelectMany(instrument => instrument.Name.Split('.', '_')).Should().NotContain(
            word => new[] { "total", "count", "counter", "gauge", "histogram", "seconds", "second", "milliseconds", "ms", "bytes" }.Contains(word));

    [Fact]
    public void Instruments_Units_AreUcumsAndFitTheirKind()
    {
        foreach (Instrument instrument in Instruments)
        {
            bool isDuration = instrument is Histogram<double>;
            instrument.Unit.Should().MatchRegex(isDuration ? "^s$" : @"^(By|1|\{[a-z]+\})$", instrument.Name);
            instrument.Name.EndsWith(".duration", StringComparison.Ordinal).Should().Be(isDuration, instrument.Name);
        }
    }

    // A counter of things is named by them in the plural; a gauge is of what is so now.
    [Fact]
    public void Instruments_CountersOfThings_AreNamedInThePlural()
    {
        foreach (Instrument counter in Instruments.Where(instrument => instrument is Counter<long>))
        {
            string thing = counter.Unit!.Trim('{', '}');
            counter.Name.Split('.').Should().Contain(thing + "s", counter.Name);
        }
    }

    [Fact]
    public void Tags_Keys_AreBelowOneNamespaceOrOpenTelemetrysOwn() =>
        Keys.Should().HaveCountGreaterThanOrEqualTo(10).And.OnlyHaveUniqueItems()
            .And.OnlyContain(key => DottedName().IsMatch(key) && (key.StartsWith("smimehelpdesk.", StringComparison.Ordinal) || key == "error.type"))
            .And.NotContain(key => Keys.Any(other => other.StartsWith(key + ".", StringComparison.Ordinal)), "a key is no namespace of others");

    [Fact]
    public void Operations_EveryOutcome_HasTagsOfFewValues()
    {
        using var heard = new TagRecorder();
        using var parent = new Activity("test").Start();
        TellEverything();

        heard.Tags.Should().NotBeEmpty();
        heard.Tags.Select(tag => tag.Key).Distinct().Except(Keys).Should().BeEmpty("keys are the declared ones");
        heard.Tags.Should().OnlyContain(tag => tag.Value is string);
        foreach (IGrouping<string, string> values in heard.Tags.GroupBy(tag => tag.Key, tag => (string)tag.Value!))
        {
            values.Distinct().Should().BeSubsetOf(Allowed(values.Key), values.Key);
        }

        heard.ActivityNames(parent).Should().BeEquivalentTo("smimehelpdesk.open", "smimehelpdesk.compose", "smimehelpdesk.revocation.fetch");
    }

    [Fact]
    public void LogEvents_NumbersAndNames_NeverChange() =>
        typeof(LogMessages).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>()
            .Select(message => $"{message.EventId} {message.EventName}").Should().BeEquivalentTo(
                "1001 MessageOpened", "1002 StoreUnavailable", "2001 CredentialRowRejected", "2002 PrivateKeyUnavailable", "2003 SignerRowRejected",
                "2004 PrivateKeyExported", "2005 PrivateKeyDestroyed", "2006 CredentialStateChanged", "3001 ReplyComposed", "3002 ReplyRefused",
                "4001 RevocationFetchFailed", "5001 CertificatesExpire", "5002 MailboxCertificateExpires", "5003 ExpiryReportFailed");

    // Each member of each enum once, so that a name which is not among the allowed would show.
    private static void TellEverything()
    {
        foreach (SignatureStatus signature in Enum.GetValues<SignatureStatus>())
        {
            foreach (HarvestStatus harvest in Enum.GetValues<HarvestStatus>())
            {
                using OpenOperation open = OpenOperation.Start(null);
                open.Complete(new SignatureVerdict { Status = signature }, new EncryptionVerdict { Status = EncryptionStatus.Decrypted }, new HarvestResult(harvest, HarvestReason.None, "alice@customer.example", "ab"));
            }
        }

        OpenOperation.Start(null).Dispose();
        foreach (ReplyProtection protection in (ReplyProtection[])[ReplyProtection.None, ReplyProtection.Sign, ReplyProtection.Encrypt, ReplyProtection.Sign | ReplyProtection.Encrypt])
        {
            ComposeOperation.Start(null, protection).Dispose();
            using ComposeOperation composed = ComposeOperation.Start(null, protection);
            composed.Composed(1);
            using ComposeOperation refused = ComposeOperation.Start(null, protection);
            refused.Refused(SignAvailability.Available, EncryptAvailability.NotSigned);
        }

        foreach (FetchKind kind in Enum.GetValues<FetchKind>())
        {
            FetchOperation.Start(null, kind).Dispose();
            foreach (RevocationUnknownReason problem in Enum.GetValues<RevocationUnknownReason>())
            {
                using FetchOperation fetch = FetchOperation.Start(null, kind);
                fetch.Complete(problem);
            }
        }

        StoreEvents.CredentialStoreFailed(null, new IOException("alice@customer.example"));
        StoreEvents.SignerCacheFailed(null, new IOException("alice@customer.example"));
        StoreEvents.TrustAnchorsFailed(null, new IOException("alice@customer.example"));
        StoreEvents.AuditSinkFailed(null, new IOException("alice@customer.example"));
    }

    private static IEnumerable<string> Allowed(string key) => key switch
    {
        TelemetryTags.Signature => Enum.GetNames<SignatureStatus>(),
        TelemetryTags.Encryption => Enum.GetNames<EncryptionStatus>(),
        TelemetryTags.Harvest => Enum.GetNames<HarvestStatus>(),
        TelemetryTags.Protection => ["None", "Sign", "Encrypt", "Sign, Encrypt"],
        TelemetryTags.ReplyOutcome => ["composed", "refused", "failed"],
        TelemetryTags.Store => ["credentials", "signers", "trust_anchors", "audit"],
        TelemetryTags.FetchKind => Enum.GetNames<FetchKind>(),
        TelemetryTags.FetchOutcome => ["answered", "failed", .. Enum.GetNames<RevocationUnknownReason>()],
        TelemetryTags.Owner => Enum.GetNames<ExpiringOwner>(),
        TelemetryTags.ErrorType => ["_OTHER"],
        _ => [],
    };

    private static IEnumerable<string> Constants() =>
        typeof(TelemetryTags).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

    [GeneratedRegex(@"^[a-z][a-z0-9]*(_[a-z0-9]+)*(\.[a-z][a-z0-9]*(_[a-z0-9]+)*)+$")]
    private static partial Regex DottedName();
}

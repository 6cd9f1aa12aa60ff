using System.Diagnostics;
using SmimeHelpdesk.Diagnostics;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Diagnostics;

public sealed class TelemetryTests
{
    private readonly RecordingLogger<TelemetryTests> _log = new();

    [Fact]
    public void OpenOperation_Completed_LogsAndMeasuresStatusNamesOnly()
    {
        using var metrics = new MetricRecorder();
        using (OpenOperation operation = OpenOperation.Start(_log))
        {
            operation.Complete(
                new SignatureVerdict { Status = SignatureStatus.Valid },
                new EncryptionVerdict { Status = EncryptionStatus.Decrypted },
                new HarvestResult(HarvestStatus.Stored, HarvestReason.None, "alice@customer.example", "ab"));
        }

        _log.Entries.Should().ContainSingle().Which.Id.Id.Should().Be(1001);
        _log.Entries.Single().Text.Should().Contain("Valid").And.Contain("Decrypted").And.NotContain("alice");
        metrics.Entries.Should().Contain("smimehelpdesk.open.duration smimehelpdesk.signature.status=Valid smimehelpdesk.encryption.status=Decrypted smimehelpdesk.harvest.status=Stored");
    }

    [Fact]
    public void OpenOperation_LeftByAnException_CountsAsError()
    {
        using var metrics = new MetricRecorder();
        OpenOperation.Start(_log).Dispose();

        metrics.Entries.Should().Contain("smimehelpdesk.open.duration error.type=_OTHER");
        _log.Entries.Should().BeEmpty();
    }

    [Fact]
    public void ComposeOperation_Refused_NamesBothBoxes()
    {
        using var metrics = new MetricRecorder();
        using (ComposeOperation operation = ComposeOperation.Start(_log, ReplyProtection.Encrypt))
        {
            operation.Refused(SignAvailability.Available, EncryptAvailability.NotSigned);
        }

        _log.Entries.Single().Id.Id.Should().Be(3002);
        _log.Entries.Single().Text.Should().Contain("NotSigned");
        metrics.Entries.Should().Contain("smimehelpdesk.compose.duration smimehelpdesk.reply.protection=Encrypt smimehelpdesk.reply.outcome=refused");
    }

    [Fact]
    public void ComposeOperation_Composed_CountsMessages()
    {
        using (ComposeOperation operation = ComposeOperation.Start(_log, ReplyProtection.Sign | ReplyProtection.Encrypt))
        {
            operation.Composed(2);
        }

        _log.Entries.Single().Id.Id.Should().Be(3001);
        _log.Entries.Single().Text.Should().Contain("Sign, Encrypt").And.Contain("2 message");
    }

    [Fact]
    public void StoreFailed_ExceptionQuotesAnAddress_LogsItsTypeOnly()
    {
        using var metrics = new MetricRecorder();

        StoreEvents.SignerCacheFailed(_log, new TimeoutException("@p0='alice@customer.example'"));

        _log.Entries.Single().Id.Id.Should().Be(1002);
        _log.Entries.Single().Text.Should().Contain(nameof(TimeoutException)).And.NotContain("alice");
        metrics.Entries.Should().Contain("smimehelpdesk.store.failures smimehelpdesk.store.name=signers");
    }

    [Fact]
    public void OpenOperation_WithAListener_IsOneActivityWithStatusTags()
    {
        var seen = new System.Collections.Concurrent.ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "SmimeHelpdesk",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => seen.Enqueue(activity),
        };
        ActivitySource.AddActivityListener(listener);
        using var parent = new Activity("test").Start();

        ComposeOperation.Start(_log, ReplyProtection.Sign).Dispose();

        Activity own = seen.Single(activity => activity.TraceId == parent.TraceId);
        own.OperationName.Should().Be("smimehelpdesk.compose");
        own.Status.Should().Be(ActivityStatusCode.Error);
        own.Tags.Should().Contain(new KeyValuePair<string, string?>("smimehelpdesk.reply.outcome", "failed"));
    }
}

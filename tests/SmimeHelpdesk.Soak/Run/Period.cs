using System.Diagnostics;

namespace SmimeHelpdesk.Soak.Run;

/// <summary>The beginning of a stretch of the run.</summary>
internal sealed record Period(long From, long Mails, long AnswersRead, long Errors, long Allocated, Histogram Open, Histogram Reply)
{
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(From);

    public static Period Start(SoakTally tally) =>
        new(Stopwatch.GetTimestamp(), tally.Mails, tally.AnswersRead, tally.Errors, GC.GetTotalAllocatedBytes(), tally.Open.Copy(), tally.Reply.Copy());

    public Figures End(SoakTally tally) => new(
        Elapsed, tally.Mails - Mails, tally.AnswersRead - AnswersRead, tally.Errors - Errors, GC.GetTotalAllocatedBytes() - Allocated, tally.Open.Since(Open), tally.Reply.Since(Reply));
}

/// <summary>What happened in a stretch of the run.</summary>
internal sealed record Figures(TimeSpan Elapsed, long Mails, long AnswersRead, long Errors, long Allocated, Histogram Open, Histogram Reply)
{
    public double Rate => Mails / Elapsed.TotalSeconds;

    public double KilobytesPerMail => Mails == 0 ? 0 : Allocated / 1000.0 / Mails;
}

using System.Diagnostics;
using SmimeHelpdesk.Soak.Mails;
using SmimeHelpdesk.Soak.Reports;

namespace SmimeHelpdesk.Soak.Run;

/// <summary>
/// Mails arrive by the clock, whether or not those before are done: a slow library makes a queue, and not a slower sender. The order is
/// drawn from a fixed seed.
/// </summary>
internal sealed class OpenLoop(SoakOptions options, MailRound round, IReadOnlyList<SoakMail> mails, TextWriter output)
{
    // Large mails are one in fifty; all other kinds are equally frequent.
    private const int LargeEvery = 50;
    private const int LargeFrom = 500_000;

    private static readonly int Workers = 4 * Environment.ProcessorCount;

    private readonly SoakMail[] _large = [.. mails.Where(mail => mail.Bytes.Length > LargeFrom)];
    private readonly SoakMail[] _letters = [.. mails.Where(mail => mail.Bytes.Length <= LargeFrom)];
    private long _next = -1;

    public async Task<SoakReport> RunAsync()
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan whole = options.WarmUp + options.Duration;
        Task[] workers = [.. Enumerable.Range(0, Workers).Select(_ => Task.Run(() => WorkAsync(start, whole)))];
        SoakReport report = await new Observer(options, round.Tally, output).WatchAsync(start);
        await Task.WhenAll(workers);
        return report with { Errors = round.Tally.Errors, KindsOfErrors = round.Tally.KindsSeen };
    }

    private async Task WorkAsync(long start, TimeSpan whole)
    {
        while (true)
        {
            long number = Interlocked.Increment(ref _next);
            TimeSpan due = TimeSpan.FromSeconds(number / options.Rate);
            TimeSpan wait = due - Stopwatch.GetElapsedTime(start);
            if (due >= whole || Stopwatch.GetElapsedTime(start) >= whole)
            {
                return;
            }

            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait);
            }

            await round.RunAsync(Choose(number), number, start + (long)(due.TotalSeconds * Stopwatch.Frequency));
        }
    }

    private SoakMail Choose(long number)
    {
        var random = new Random(unchecked((int)(number * 2654435761)));
        SoakMail[] from = _large.Length > 0 && number % LargeEvery == LargeEvery - 1 ? _large : _letters;
        return from[random.Next(from.Length)];
    }
}

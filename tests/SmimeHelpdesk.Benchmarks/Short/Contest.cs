using System.Diagnostics;
using SmimeHelpdesk.Benchmarks.Baselines;
using SmimeHelpdesk.Benchmarks.Fixtures;

namespace SmimeHelpdesk.Benchmarks.Short;

/// <summary>The library and its baselines doing the same, in turns.</summary>
internal sealed class Contest
{
    private readonly Case _case;
    private readonly Contestant _library;
    private readonly Contestant? _mimeKit;
    private readonly Contestant _floor;
    private readonly Contestant? _openSsl;

    public Contest(Case item)
    {
        _case = item;
        _library = new Contestant("library", Library.Prepare(item), () => CpuClock.Own);
        _mimeKit = MimeKitContext.Prepare(item) is { } mimeKit ? new Contestant("MimeKit", mimeKit, () => CpuClock.Own) : null;
        _floor = new Contestant("floor", Floor.Prepare(item), () => CpuClock.Own);
        _openSsl = item.IsLarge && OpenSslProgram.Prepare(item) is { } openSsl ? new Contestant("openssl", openSsl, () => CpuClock.Children) : null;
    }

    /// <summary>Measures for about as long as is given, and for three rounds at least.</summary>
    public ContestResult Run(TimeSpan duration)
    {
        Contestant[] all = [.. new[] { _library, _mimeKit, _floor, _openSsl }.OfType<Contestant>()];
        long start = Stopwatch.GetTimestamp();
        Array.ForEach(all, contestant => contestant.Prepare());
        for (int round = 0; round < 3 || Stopwatch.GetElapsedTime(start) < duration; round++)
        {
            // The order turns around, so that nobody always runs after the same neighbour.
            Array.Reverse(all);
            Array.ForEach(all, contestant => contestant.RunRound());
        }

        double? openSsl = _openSsl is null ? null : Statistics.Median(_openSsl.Rounds.Select(round => round - OpenSslProgram.StartMicroseconds).Zip(_library.Rounds, (other, own) => other / own));
        return new ContestResult(_case, _library.Rounds.Count, _library.Median, Ratio(_mimeKit), Ratio(_floor), openSsl);
    }

    private double? Ratio(Contestant? other) =>
        other is null ? null : Statistics.Median(other.Rounds.Zip(_library.Rounds, (theirs, own) => theirs / own));
}

/// <summary>What a contest found: the library's time, and how many times as long each baseline took, the median over all rounds.</summary>
internal sealed record ContestResult(Case Case, int Rounds, double Microseconds, double? MimeKit, double? Floor, double? OpenSsl);

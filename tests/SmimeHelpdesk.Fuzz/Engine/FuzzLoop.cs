using System.Diagnostics;
using SmimeHelpdesk.Fuzz.Mutation;

namespace SmimeHelpdesk.Fuzz.Engine;

/// <summary>
/// Runs a target on its seeds, on the corpus and then on ever new mutations of both; keeps what takes new branches, and writes down what
/// shows a defect. One thread, the one that calls; only one loop at a time may run in a process.
/// </summary>
public sealed class FuzzLoop : IDisposable
{
    private const int InputsPerFind = 3;

    private readonly IFuzzTarget _target;
    private readonly FuzzFolder _folder;
    private readonly Execution _execution;
    private readonly Watchdog _watchdog;
    private readonly CurrentInput _current;
    private readonly EdgeMap _map = new();
    private readonly Corpus _corpus;
    private readonly Mutator _mutator;
    private readonly Dictionary<string, int> _finds = new(StringComparer.Ordinal);
    private readonly List<ushort> _taken = [];
    private readonly DateTimeOffset _startedAt = TimeProvider.System.GetUtcNow();
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly TimeSpan _cpuAtStart = Environment.CpuUsage.TotalTime;
    private long _executions;

    /// <param name="target">What is fuzzed.</param>
    /// <param name="folder">Where its seeds are, and where corpus and finds go.</param>
    /// <param name="seed">Of the random numbers.</param>
    /// <param name="bounds">What one input may cost; null for the usual.</param>
    /// <param name="onHang">What is done when an input does not end, after it was written down; null ends the process.</param>
    public FuzzLoop(IFuzzTarget target, FuzzFolder folder, int seed, FuzzBounds? bounds = null, Action<FuzzReport>? onHang = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(folder);
        var random = new Random(seed);
        FuzzBounds allowed = bounds ?? new FuzzBounds();
        _target = target;
        _folder = folder;
        _execution = new Execution(target, allowed);
        _corpus = new Corpus(random);
        _mutator = new Mutator(random, target.Words);
        _current = new CurrentInput(folder.Current(target.Name));
        _watchdog = new Watchdog(allowed.Hang, (input, text) => Hung(new Find("hang", "hang", text, input), onHang ?? EndProcess));
    }

    public FuzzReport Report => new()
    {
        Target = _target.Name,
        StartedAt = _startedAt,
        Seconds = Math.Round(Stopwatch.GetElapsedTime(_start).TotalSeconds, 3),
        CpuSeconds = Math.Round((Environment.CpuUsage.TotalTime - _cpuAtStart).TotalSeconds, 3),
        Executions = _executions,
        Edges = _map.Edges,
        CorpusSize = _corpus.Count,
        Finds = _finds.Count,
        FindInputs = _finds.Values.Sum(count => (long)count),
    };

    /// <summary>The defects found so far, by what their finds share.</summary>
    public IReadOnlyCollection<string> Found => _finds.Keys;

    /// <summary>Runs what there is, and then mutations until the time or their number is over.</summary>
    public FuzzReport Run(TimeSpan time, long maximumMutations = long.MaxValue)
    {
        if (_current.LeftBehind() is { } deadly)
        {
            _current.End();
            Keep(new Find("end", "end of the process", "The process ended while it ran this input.", deadly));
        }

        foreach (byte[] seed in _folder.ReadSeeds(_target.Name))
        {
            Execute(seed, isSeed: true);
        }

        foreach (byte[] input in _folder.ReadCorpus(_target.Name))
        {
            Execute(input, isSeed: false, isKnown: true);
        }

        for (long i = 0; i < maximumMutations && Stopwatch.GetElapsedTime(_start) < time; i++)
        {
            Execute(_mutator.Mutate(_corpus.Choose(), _corpus.Choose()), isSeed: false);
        }

        return Report;
    }

    public void Dispose()
    {
        _watchdog.Dispose();
        _current.Dispose();
    }

    private void Execute(byte[] input, bool isSeed, bool isKnown = false)
    {
        _current.Begin(input);
        _watchdog.Begin(input);
        EdgeMap.Reset();
        Find? find = _execution.Run(input);
        bool isNew = _map.Merge(_taken);
        _watchdog.End();
        _current.End();
        _executions++;
        if (find is not null)
        {
            Keep(find);
        }
        else if (isNew || isSeed)
        {
            _corpus.Add(new CorpusEntry(input, _execution.Taken.TotalMilliseconds * (input.Length + 1)), _taken);
            if (!isSeed && !isKnown)
            {
                _folder.WriteCorpus(_target.Name, input);
            }
        }
    }

    private void Keep(Find find)
    {
        int count = _finds[find.Key] = _finds.GetValueOrDefault(find.Key) + 1;
        if (count <= InputsPerFind)
        {
            Console.WriteLine($"FIND {find.Kind}: {find.Key}: {_folder.WriteFind(_target.Name, find)}");
        }
    }

    private void Hung(Find find, Action<FuzzReport> after)
    {
        Keep(find);
        _current.End();
        after(Report);
    }

    private void EndProcess(FuzzReport report)
    {
        _folder.AppendRun(report);
        Environment.Exit(Program.Hang);
    }
}

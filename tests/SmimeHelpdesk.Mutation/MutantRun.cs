using System.Collections.Concurrent;

namespace SmimeHelpdesk.Mutation;

internal enum Fate
{
    /// <summary>No test reaches it.</summary>
    NotCovered,

    /// <summary>Every chosen test passes.</summary>
    Survived,

    /// <summary>A test fails.</summary>
    Killed,

    /// <summary>The tests end no more, or end the process.</summary>
    Stuck,
}

internal sealed record Result(Mutant Mutant, Fate Fate);

/// <summary>Lets each mutant meet its tests, several at once in a process each.</summary>
internal sealed class MutantRun(TestChoice choice, int workers, TextWriter log)
{
    // A test takes a second at most (see Program), so this is not slow but stuck.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentBag<Result> _results = [];

    public async Task<IReadOnlyList<Result>> RunAsync(IReadOnlyList<Mutant> mutants)
    {
        var queue = new ConcurrentQueue<Mutant>(mutants);
        Task[] all = [.. Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(queue, mutants.Count)))];
        await Task.WhenAll(all);
        return [.. _results.OrderBy(result => result.Mutant.Id)];
    }

    private async Task WorkAsync(ConcurrentQueue<Mutant> queue, int total)
    {
        WorkerProcess? worker = null;
        try
        {
            while (queue.TryDequeue(out Mutant? mutant))
            {
                string tests = string.Join(',', choice.For(mutant).Select(test => test.Number));
                Fate? fate = tests.Length == 0 ? Fate.NotCovered : null;
                for (int attempt = 0; fate is null; attempt++)
                {
                    worker ??= new WorkerProcess();
                    (fate, bool isOver) = await MeetAsync(worker, mutant, tests, attempt > 0);
                    if (isOver)
                    {
                        worker.Dispose();
                        worker = null;
                    }
                }

                _results.Add(new Result(mutant, fate.Value));
                Tell(mutant, fate.Value, total);
            }
        }
        finally
        {
            worker?.Dispose();
        }
    }

    private void Tell(Mutant mutant, Fate fate, int total)
    {
        if (fate is Fate.Survived or Fate.NotCovered)
        {
            log.WriteLine($"{fate} {mutant.Place} {mutant.Kind}: {mutant.Text}");
        }

        if (_results.Count % 100 == 0)
        {
            log.WriteLine($"{_results.Count} of {total}");
        }
    }

    // In a process where an earlier mutant has left something behind, the answer is asked for once more in a new one.
    private static async Task<(Fate? Fate, bool IsOver)> MeetAsync(WorkerProcess worker, Mutant mutant, string tests, bool isSecond)
    {
        await worker.OrderAsync($"mutant {mutant.Id} {tests}");
        while (await worker.ReadAsync(Patience) is { } line)
        {
            switch (line.Split(' ')[0])
            {
                case "killed":
                    return (Fate.Killed, false);
                case "survived":
                    return (Fate.Survived, false);
                case "spoilt":
                    return (isSecond ? Fate.Killed : null, true);
                default:
                    break;
            }
        }

        return (Fate.Stuck, true);
    }
}

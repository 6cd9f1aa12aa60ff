using System.Diagnostics;

namespace SmimeHelpdesk.Mutation;

/// <summary>A worker and the lines to and from it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;

    public WorkerProcess()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
        {
            start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        }

        start.ArgumentList.Add("--worker");

        // A mutant that never stops adding ends by running out of a gigabyte and a half.
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x60000000";
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
    }

    public Task OrderAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>The next line; null when the worker has ended or says nothing in time.</summary>
    public async Task<string?> ReadAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        try
        {
            return await _process.StandardOutput.ReadLineAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}

using System.Diagnostics;
using System.Text;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.MiniDesk.Tests.Support;

/// <summary>MiniDesk as a process of its own, as a host runs it; it can be killed like one.</summary>
internal sealed class DeskProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DeskProcess(Process process) => _process = process;

    public Uri Address { get; private set; } = null!;

    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts it with a data folder and settings (<c>Section__Name</c>); a desk that is not ready in time is a failure.</summary>
    public static async Task<DeskProcess> StartAsync(string dataFolder, IReadOnlyDictionary<string, string>? settings = null)
    {
        DeskProcess desk = Launch(dataFolder, settings);
        desk.Address = await desk._address.Task.WaitAsync(Patience);
        return desk;
    }

    /// <summary>Starts it and does not wait: it may be killed at any moment.</summary>
    public static DeskProcess Launch(string dataFolder, IReadOnlyDictionary<string, string>? settings = null)
    {
        string project = Repository.PathOf("samples/MiniDesk");
        string configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        var start = new ProcessStartInfo("dotnet", [Path.Combine(project, "bin", configuration, "net10.0", "MiniDesk.dll")])
        {
            WorkingDirectory = project,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Desk__DataFolder"] = dataFolder;
        foreach ((string name, string value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var desk = new DeskProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        desk._process.OutputDataReceived += (_, line) => desk.Read(line.Data);
        desk._process.ErrorDataReceived += (_, line) => desk.Read(line.Data);
        desk._process.Exited += (_, _) => desk._address.TrySetException(new InvalidOperationException("MiniDesk ended: " + desk.Log));
        desk._process.Start();
        desk._process.BeginOutputReadLine();
        desk._process.BeginErrorReadLine();
        return desk;
    }

    /// <summary>SIGKILL, as if the power had gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _ = _address.Task.Exception;
        _process.Dispose();
    }

    private void Read(string? line)
    {
        const string Mark = "Now listening on: ";
        lock (_log)
        {
            _log.AppendLine(line);
        }

        if (line?.IndexOf(Mark, StringComparison.Ordinal) is { } at and >= 0)
        {
            _address.TrySetResult(new Uri(line[(at + Mark.Length)..].Trim()));
        }
    }
}

using System.Diagnostics;
using SmimeHelpdesk.Interop.Tests.Peers;
using SmimeHelpdesk.Tests.Interop;

namespace SmimeHelpdesk.Interop.Tests.Programs;

/// <summary>
/// A script that stays up for all tests, because starting its language takes longer than its work. It reads commands from standard input, one a line,
/// with a tab between words, and answers each with a line: <c>ok</c> and what it has to say, or <c>no</c> and the reason.
/// </summary>
internal sealed class ScriptProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Process _process;

    private ScriptProcess(Process process) => _process = process;

    public static ScriptProcess Start(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(PeerProgram.Require(program), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return new ScriptProcess(process);
    }

    /// <summary>Gives a command, and the answer.</summary>
    public async Task<string> AskAsync(params string[] words)
    {
        await _process.StandardInput.WriteLineAsync(string.Join('\t', words));
        await _process.StandardInput.FlushAsync();
        string answer;
        do
        {
            // Some languages print warnings of their own.
            answer = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new InvalidOperationException("The script has ended.");
        }
        while (!answer.StartsWith("ok", StringComparison.Ordinal) && !answer.StartsWith("no", StringComparison.Ordinal));

        return answer.StartsWith("ok", StringComparison.Ordinal) ? answer[2..].Trim() : throw new PeerRefusedException(answer);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}

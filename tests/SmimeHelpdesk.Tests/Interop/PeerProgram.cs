using System.Diagnostics;

namespace SmimeHelpdesk.Tests.Interop;

/// <summary>
/// Other S/MIME programs that tests talk to. A developer's machine may lack one: the test is then skipped and says so. Where
/// <c>SMIME_REQUIRE_PEERS=1</c> is set, as on the build server, it fails instead.
/// </summary>
internal static class PeerProgram
{
    private static readonly bool IsRequired = Environment.GetEnvironmentVariable("SMIME_REQUIRE_PEERS") == "1";

    /// <summary>The program's path; ends the test when there is none.</summary>
    public static string Require(string name)
    {
        string? path = Find(name);
        RequireThat(path is not null, name + " is not installed");
        return path!;
    }

    /// <summary>Ends the test unless the condition holds: by a skip with this reason, or by a failure where peers are required.</summary>
    public static void RequireThat(bool condition, string reason)
    {
        if (condition)
        {
            return;
        }

        if (IsRequired)
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
    }

    /// <summary>Runs a program and returns what it did; the arguments need no quoting.</summary>
    public static Task<PeerResult> RunAsync(string name, params IReadOnlyList<string> arguments) => RunAsync(name, null, [], arguments);

    /// <summary>Runs a program in a folder, with bytes on its standard input.</summary>
    public static async Task<PeerResult> RunAsync(
        string name, string? folder, byte[] input, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Require(name), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? string.Empty,
        };
        foreach ((string variable, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[variable] = value;
        }

        using Process process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            Task<byte[]> output = ReadAllAsync(process.StandardOutput.BaseStream, patience.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(patience.Token);
            await FeedAsync(process, input);
            await Task.WhenAll(output, errors, process.WaitForExitAsync(patience.Token));
            return new PeerResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(name + " did not end within a minute.");
        }
    }

    private static async Task<byte[]> ReadAllAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    private static async Task FeedAsync(Process process, byte[] input)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A program that refuses its input early closes the pipe; its exit code tells.
        }
    }

    private static string? Find(string name)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        string[] names = OperatingSystem.IsWindows() ? [name + ".exe"] : [name];
        return folders.SelectMany(folder => names.Select(file => Path.Combine(folder, file))).FirstOrDefault(File.Exists);
    }
}

using System.Diagnostics;

namespace SmimeHelpdesk.Stores.Workload.Databases;

/// <summary>The server's programs. The server refuses to run as root, so that root runs them as the user that the package has made.</summary>
internal static class PostgreSqlPrograms
{
    private const string PackageUser = "postgres";

    public static bool IsInstalled => Find("postgres") is not null && Find("initdb") is not null && (!IsRoot || File.Exists("/usr/sbin/runuser"));

    private static bool IsRoot => Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows();

    public static Process Start(string program, params IEnumerable<string> arguments)
    {
        string path = Find(program) ?? throw new InvalidOperationException(program + " is not installed.");
        var start = IsRoot
            ? new ProcessStartInfo("/usr/sbin/runuser", ["-u", PackageUser, "--", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        start.WorkingDirectory = Path.GetTempPath();
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return Process.Start(start)!;
    }

    public static async Task RunAsync(string program, params IEnumerable<string> arguments)
    {
        using Process process = Start(program, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await Task.WhenAll(output, errors, process.WaitForExitAsync());
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}{await output}");
        }
    }

    /// <summary>Gives a folder to the user that the server runs as.</summary>
    public static async Task HandOverAsync(string folder)
    {
        if (IsRoot)
        {
            using Process process = Process.Start("chown", [PackageUser, folder]);
            await process.WaitForExitAsync();
        }
    }

    private static string? Find(string program)
    {
        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        IEnumerable<string> packaged = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => folder, StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin"))
            : [];
        return packaged.Concat(folders).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
    }
}

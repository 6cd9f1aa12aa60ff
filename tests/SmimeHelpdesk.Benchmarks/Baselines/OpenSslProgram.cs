using System.Diagnostics;
using SmimeHelpdesk.Benchmarks.Fixtures;
using SmimeHelpdesk.Benchmarks.Short;

namespace SmimeHelpdesk.Benchmarks.Baselines;

/// <summary><c>openssl cms</c> as a process, from file to file; null where there is no such program.</summary>
internal static class OpenSslProgram
{
    private static readonly Lazy<double?> Start = new(MeasureStart);

    /// <summary>What merely starting the program takes.</summary>
    public static double StartMicroseconds => Start.Value ?? 0;

    public static Action? Prepare(Case item)
    {
        if (Start.Value is null || item.Gcm)
        {
            return null;
        }

        OpenSslFiles files = OpenSslFiles.Create(item);
        string signer = $"-signer {files.Mailbox} -inkey {files.MailboxKey} -certfile {files.Issuing}";
        string output = $"-out {files.Output}";
        string[] commands = item.Operation switch
        {
            Operation.OpenSigned => [$"-verify -in {files.Mail} -CAfile {files.Root} -purpose smimesign {output}"],
            Operation.OpenEncrypted => [$"-decrypt -binary -in {files.Mail} -recip {files.Mailbox} -inkey {files.MailboxKey} {output}"],
            Operation.Sign => [$"-sign -binary -in {files.Entity} {signer} {output}"],
            Operation.Encrypt => [$"-encrypt -binary -aes-256-cbc -in {files.Entity} {output} {files.Customer} {files.Mailbox}"],
            _ => [],
        };
        return commands is [string command] ? () => Run("cms " + command) : null;
    }

    private static double? MeasureStart()
    {
        try
        {
            var clock = new Contestant("start", () => Run("version"), () => CpuClock.Children);
            clock.Prepare();
            for (int i = 0; i < 9; i++)
            {
                clock.RunRound();
            }

            return clock.Median;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static void Run(string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.StandardOutput.ReadToEnd();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(errors);
        }
    }
}

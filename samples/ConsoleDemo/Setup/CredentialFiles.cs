using System.Globalization;
using ConsoleDemo.Cli;
using SmimeHelpdesk;

namespace ConsoleDemo.Setup;

/// <summary>Imports the files of <c>--credential</c>.</summary>
internal static class CredentialFiles
{
    public static IReadOnlyList<MailboxCredential> Load(CommandLine line)
    {
        var options = new CredentialImportOptions { At = line.At, Limits = line.Policy.Limits };
        var credentials = new List<MailboxCredential>();
        var halves = new List<(string File, ReadOnlyMemory<byte> Bytes, CredentialImportStatus Status)>();
        foreach (string file in line.Credentials)
        {
            ReadOnlyMemory<byte> bytes = InputFile.ReadBytes(file);
            CredentialImportResult result = PasswordTrial.Import([bytes], line.Passwords, options);
            switch (result.Status)
            {
                case CredentialImportStatus.Imported:
                    credentials.AddRange(result.Credentials);
                    break;
                case CredentialImportStatus.NoPrivateKey or CredentialImportStatus.NoCertificate:
                    halves.Add((file, bytes, result.Status));
                    break;
                default:
                    throw Refused(file, result.Status);
            }
        }

        credentials.AddRange(Join(halves, line.Passwords, options));
        return credentials;
    }

    // A certificate and its key often come as two files; each alone is only half a credential.
    private static IReadOnlyList<MailboxCredential> Join(
        List<(string File, ReadOnlyMemory<byte> Bytes, CredentialImportStatus Status)> halves,
        IReadOnlyList<string> passwords,
        CredentialImportOptions options)
    {
        if (halves.Count == 0)
        {
            return [];
        }

        CredentialImportResult result = PasswordTrial.Import([.. halves.Select(half => half.Bytes)], passwords, options);
        return result.Status is CredentialImportStatus.Imported
            ? result.Credentials
            : throw Refused(string.Join("' + '", halves.Select(half => half.File)), result.Status);
    }

    private static UsageException Refused(string file, CredentialImportStatus status) =>
        new($"'{file}' is no usable credential: {status}. {status.Describe(CultureInfo.CurrentUICulture)}");
}

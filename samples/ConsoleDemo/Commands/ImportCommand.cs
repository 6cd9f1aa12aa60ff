using ConsoleDemo.Cli;
using ConsoleDemo.Json;
using ConsoleDemo.Setup;
using ConsoleDemo.Views;
using SmimeHelpdesk;

namespace ConsoleDemo.Commands;

/// <summary><c>import FILE...</c></summary>
internal static class ImportCommand
{
    public static async Task<int> RunAsync(CommandLine line, DemoOutput output)
    {
        foreach (string file in line.Files)
        {
            CredentialImportResult result = Import(line, file);
            if (line.Json)
            {
                await output.WriteJsonAsync(ImportJson.Create(file, result));
            }
            else
            {
                ImportView.Write(output.Text, file, result);
            }

            foreach (MailboxCredential credential in result.Credentials)
            {
                credential.Dispose();
            }
        }

        return ExitCode.Success;
    }

    public static CredentialImportResult Import(CommandLine line, string file)
    {
        var options = new CredentialImportOptions { Mailbox = line.Mailbox, At = line.At, Limits = line.Policy.Limits };
        return PasswordTrial.Import([InputFile.ReadBytes(file)], line.Passwords, options);
    }
}

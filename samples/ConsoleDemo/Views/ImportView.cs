using System.Globalization;
using SmimeHelpdesk;
using Spectre.Console;

namespace ConsoleDemo.Views;

internal static class ImportView
{
    public static void Write(IAnsiConsole console, string file, CredentialImportResult result)
    {
        CultureInfo culture = CultureInfo.CurrentUICulture;
        console.Write(new Rule(Markup.Escape(TerminalText.OneLine(file))).LeftJustified());
        var facts = new Facts();
        facts.Add("status", result.Status.Describe(culture), new Style(result.Status is CredentialImportStatus.Imported ? Color.Green : Color.Yellow));
        foreach (MailboxCredential credential in result.Credentials)
        {
            facts.Add("credential", $"{credential.Subject}\nissued by {credential.Issuer}\n{credential.Key} ({credential.Strength}), {credential.NotBefore:yyyy-MM-dd} to {credential.NotAfter:yyyy-MM-dd}\n{credential.Sha256}");
            facts.Add("addresses", string.Join(", ", credential.Addresses));
            facts.Add("use", string.Join(", ", Uses(credential)));
        }

        facts.Add("note", result.Findings.Select(finding => finding.Describe(culture)), new Style(Color.Yellow)).WriteTo(console);
    }

    private static IEnumerable<string> Uses(MailboxCredential credential)
    {
        if (credential.CanSign)
        {
            yield return "signs";
        }

        if (credential.CanDecrypt)
        {
            yield return "decrypts";
        }
    }
}

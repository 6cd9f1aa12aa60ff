using SmimeHelpdesk;

namespace ConsoleDemo.Setup;

/// <summary>Imports with each candidate password until one fits.</summary>
internal static class PasswordTrial
{
    /// <summary>The first import that no password stands in the way of; else the answer to the first candidate.</summary>
    public static CredentialImportResult Import(
        IReadOnlyList<ReadOnlyMemory<byte>> files, IReadOnlyList<string> passwords, CredentialImportOptions options)
    {
        CredentialImportResult? first = null;
        foreach (string? password in passwords.DefaultIfEmpty<string?>(null))
        {
            CredentialImportResult result = MailboxCredentialImporter.Import(files, password, options);
            if (!IsAboutPassword(result))
            {
                return result;
            }

            first ??= result;
        }

        // A file protected by an empty password, or by none, must not suffer from passwords meant for others.
        CredentialImportResult without = MailboxCredentialImporter.Import(files, null, options);
        return IsAboutPassword(without) ? first! : without;
    }

    private static bool IsAboutPassword(CredentialImportResult result) =>
        result.Status is CredentialImportStatus.WrongPassword or CredentialImportStatus.PasswordRequired;
}

namespace SmimeHelpdesk.Tests.Readme;

/// <summary>The code of docs/migration.md, as a host writes it. What lies between the markers stands there letter by letter.</summary>
internal static class MigrationExample
{
    public static async Task<IReadOnlyList<string>> MoveAsync(string folder, string? password, MailboxCredentialManager credentials, CancellationToken ct)
    {
        var left = new List<string>();

        // readme:begin move
        foreach (string file in Directory.EnumerateFiles(folder))                   // support@desk.example.pem, sales@desk.example.p12, ...
        {
            CredentialImportResult import = MailboxCredentialImporter.Import(await File.ReadAllBytesAsync(file, ct), password);
            if (import.Status is CredentialImportStatus.Imported)
            {
                await credentials.SaveAsync(Path.GetFileNameWithoutExtension(file), import.Credentials, ct);
            }
            else
            {
                left.Add($"{file}: {import.Status}");                               // for the administrator, who knows the password
            }
        }
        // readme:end

        return left;
    }
}

namespace SmimeHelpdesk.Tests.Corpora;

/// <summary>What the importer makes of every file of the corpora that is a certificate, a key or a container of them.</summary>
internal static class ImportTable
{
    private static readonly string[] Extensions =
        [".p12", ".pfx", ".pem", ".der", ".crt", ".cer", ".key", ".p7b", ".p7c", ".p7s", ".priv", ".pub", ".p8"];

    /// <summary>The rows, read from the table of the same name beside this file: status, password or <c>-</c>, path.</summary>
    public static IReadOnlyList<ImportRow> Rows { get; } = Read();

    /// <summary>The files of the corpora that have to be in the table, with forward slashes.</summary>
    public static IEnumerable<string> Files(string root) => Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
        .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
        .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
        .Where(file => !file.StartsWith("pkits/", StringComparison.Ordinal));

    private static ImportRow[] Read()
    {
        string[] lines = File.ReadAllLines(Support.Repository.PathOf("tests/SmimeHelpdesk.Tests/Corpora/ImportTable.tsv"));
        return [.. lines.Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).Select(cells => new ImportRow(
            Enum.Parse<CredentialImportStatus>(cells[0]), cells[1] == "-" ? null : cells[1], cells[2].Split(' '), cells.Length > 3 && cells[3] == "whole"))];
    }
}

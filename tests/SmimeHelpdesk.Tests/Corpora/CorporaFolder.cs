namespace SmimeHelpdesk.Tests.Corpora;

/// <summary>Where the public corpora lie: <c>SMIME_CORPORA</c>, else beside the repository.</summary>
internal static class CorporaFolder
{
    public static string? Find()
    {
        string? folder = Environment.GetEnvironmentVariable("SMIME_CORPORA");
        folder ??= Root() is { } root ? Path.Combine(root, "..", "shared", "corpora") : null;
        return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
    }

    /// <summary>The folder, or a skipped test.</summary>
    public static string Require()
    {
        string? folder = Find();
        Assert.SkipWhen(folder is null, "The corpora are not on this machine (SMIME_CORPORA).");
        return folder!;
    }

    private static string? Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SmimeHelpdesk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}

namespace SmimeHelpdesk.Tests.Corpora;

/// <summary>The public test corpora, which are not part of the repository: <c>SMIME_CORPORA</c> names their folder, else they lie beside it.</summary>
internal static class CorporaFolder
{
    /// <summary>The folder of one corpus, or of all with an empty name; null when it is not there.</summary>
    public static string? Find(string corpus = "")
    {
        string? root = Environment.GetEnvironmentVariable("SMIME_CORPORA") ?? Beside(AppContext.BaseDirectory);
        string? folder = root is null ? null : Path.GetFullPath(Path.Combine(root, corpus));
        return Directory.Exists(folder) ? folder : null;
    }

    /// <summary>The folder of one corpus, or of all with an empty name; skips the test when it is not there.</summary>
    public static string Require(string corpus = "")
    {
        string? folder = Find(corpus);
        Assert.SkipWhen(folder is null, $"The corpora are absent ({corpus}); SMIME_CORPORA names their folder.");
        return folder!;
    }

    private static string? Beside(string start)
    {
        DirectoryInfo? folder = new(start);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SmimeHelpdesk.sln")))
        {
            folder = folder.Parent;
        }

        return folder is null ? null : Path.Combine(folder.FullName, "..", "shared", "corpora");
    }
}

using System.Diagnostics;

namespace SmimeHelpdesk.Mutation;

/// <summary>Where things lie; all that is written lies below <c>artifacts/mutation</c>.</summary>
internal sealed class Folders(IReadOnlyList<string> rooms)
{
    private readonly string _root = FindRoot();

    /// <summary>The rooms of the library that are mutated.</summary>
    public IReadOnlyList<string> Mutated => rooms;

    public string Source => Path.Combine(_root, "src", "SmimeHelpdesk");

    /// <summary>The tests as built, with the library beside them.</summary>
    public string Tests => Path.Combine(_root, "artifacts", "mutation", "tests");

    public string Library => Path.Combine(Tests, "SmimeHelpdesk.dll");

    public string Report => Path.Combine(_root, "artifacts", "mutation", "report.md");

    public IEnumerable<string> SourceFiles()
    {
        string objects = Path.Combine(Source, "obj", "Release", "net10.0");
        IEnumerable<string> own = Directory.GetFiles(Source, "*.cs", SearchOption.AllDirectories).Where(file => !IsBelow(file, "obj") && !IsBelow(file, "bin"));
        IEnumerable<string> made = Directory.GetFiles(objects, "*.cs", SearchOption.AllDirectories).Where(file => !file.EndsWith(".resources.cs", StringComparison.Ordinal));
        return own.Concat(made).Order(StringComparer.Ordinal);
    }

    /// <summary>Builds the tests, with the generated code left where it can be read.</summary>
    public void Build()
    {
        if (Directory.Exists(Tests))
        {
            Directory.Delete(Tests, true);
        }

        string[] arguments = ["build", Path.Combine(_root, "tests", "SmimeHelpdesk.Tests"), "-c", "Release", "-v", "q", "--no-incremental", "-nodeReuse:false", "-p:EmitCompilerGeneratedFiles=true", "-p:RunAnalyzers=false", "-o", Tests];
        using Process build = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _root })!;
        build.WaitForExit();
        if (build.ExitCode != 0)
        {
            throw new InvalidOperationException("The tests do not build.");
        }
    }

    private bool IsBelow(string file, string folder) => Path.GetRelativePath(Source, file).StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SmimeHelpdesk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The program runs outside its repository.");
    }
}

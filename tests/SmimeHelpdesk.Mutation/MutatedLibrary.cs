using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SmimeHelpdesk.Mutation;

/// <summary>The library with all mutants in it, compiled in place of the one that the tests were built with.</summary>
internal sealed class MutatedLibrary(Folders folders)
{
    private static readonly CSharpParseOptions Language = new(LanguageVersion.Preview, preprocessorSymbols: ["NET", "NET10_0", "NET10_0_OR_GREATER"]);

    /// <summary>Writes the library and returns its mutants.</summary>
    public IReadOnlyList<Mutant> Write()
    {
        CSharpCompilation original = CSharpCompilation.Create("SmimeHelpdesk", Trees(), References(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        ResourceDescription[] resources = Resources();
        var dropped = new HashSet<int>();
        while (true)
        {
            var numbers = new MutantNumbers(dropped);
            CSharpCompilation mutated = original.RemoveAllSyntaxTrees().AddSyntaxTrees([.. original.SyntaxTrees.Select(tree => Mutate(tree, original, numbers))]);
            mutated = mutated.AddSyntaxTrees(CSharpSyntaxTree.ParseText(numbers.Switch(), Language));
            using var image = new MemoryStream();
            Diagnostic[] errors = [.. mutated.Emit(image, manifestResources: resources).Diagnostics.Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error)];
            if (errors.Length == 0)
            {
                File.WriteAllBytes(folders.Library, image.ToArray());
                return numbers.Mutants;
            }

            Drop(errors, dropped);
        }
    }

    private static void Drop(Diagnostic[] errors, HashSet<int> dropped)
    {
        int before = dropped.Count;
        foreach (Diagnostic error in errors)
        {
            if (MutantAt(error.Location) is { } id)
            {
                dropped.Add(id);
            }
        }

        if (dropped.Count == before)
        {
            throw new InvalidOperationException("The library does not compile: " + errors[0]);
        }
    }

    private static int? MutantAt(Location location) => location.SourceTree?.GetRoot().FindNode(location.SourceSpan).AncestorsAndSelf()
        .OfType<IfStatementSyntax>()
        .Select(statement => statement.Condition)
        .OfType<InvocationExpressionSyntax>()
        .Where(call => call.Expression.ToString() == "global::SmimeHelpdesk.MutantSwitch.Is")
        .Select(call => (int?)((LiteralExpressionSyntax)call.ArgumentList.Arguments[0].Expression).Token.Value!)
        .FirstOrDefault();

    private SyntaxTree Mutate(SyntaxTree tree, CSharpCompilation compilation, MutantNumbers numbers)
    {
        string file = Path.GetRelativePath(folders.Source, tree.FilePath).Replace('\\', '/');
        if (!folders.Mutated.Any(room => file.StartsWith(room + "/", StringComparison.Ordinal)))
        {
            return tree;
        }

        SyntaxNode root = new MutantWriter(compilation.GetSemanticModel(tree), file, numbers).Visit(tree.GetRoot());
        return CSharpSyntaxTree.ParseText(root.NormalizeWhitespace().ToFullString(), Language, tree.FilePath);
    }

    private IEnumerable<SyntaxTree> Trees() => folders.SourceFiles().Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), Language, file));

    private IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(file => !Path.GetFileName(file).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) && !Path.GetFileName(file).StartsWith("SmimeHelpdesk", StringComparison.Ordinal))
            .Concat(Directory.GetFiles(folders.Tests, "*.dll").Where(file => Path.GetFileName(file) is var name && !name.StartsWith("SmimeHelpdesk", StringComparison.Ordinal) && !name.StartsWith("ConsoleDemo", StringComparison.Ordinal)))
            .DistinctBy(Path.GetFileName)
            .Select(file => MetadataReference.CreateFromFile(file));

    private ResourceDescription[] Resources()
    {
        Assembly built = Assembly.Load(File.ReadAllBytes(folders.Library));
        return [.. built.GetManifestResourceNames().Select(name => new ResourceDescription(name, () => built.GetManifestResourceStream(name)!, true))];
    }
}

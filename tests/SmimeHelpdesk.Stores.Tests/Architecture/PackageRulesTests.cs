using System.Text.RegularExpressions;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Stores.Tests.Architecture;

/// <summary>What the small packages may depend on, and the rules that their sources keep with the library's.</summary>
public sealed partial class PackageRulesTests
{
    private const int MaximumLines = 300;

    public static TheoryData<string> Projects => ["SmimeHelpdesk.DataProtection", "SmimeHelpdesk.EntityFrameworkCore", "SmimeHelpdesk.Testing"];

    [Fact]
    public void EntityFrameworkCore_ItsReferences_AreTheLibraryAndNoProvider() =>
        References(typeof(SmimeStoreException)).Should().OnlyContain(name => name == "SmimeHelpdesk" || name.StartsWith("System.", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions.DependencyInjection", StringComparison.Ordinal))
            .And.NotContain(name => name.Contains("Sqlite", StringComparison.Ordinal) || name.Contains("Npgsql", StringComparison.Ordinal));

    [Fact]
    public void DataProtection_ItsReferences_AreTheLibraryAndDataProtection() =>
        References(typeof(DataProtectionCredentialProtector)).Should().OnlyContain(name => name == "SmimeHelpdesk" || name.StartsWith("System.", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.AspNetCore.DataProtection", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal));

    [Fact]
    public void Testing_ItsReferences_AreTheLibraryAlone() =>
        References(typeof(StoreContract)).Should().OnlyContain(name => name == "SmimeHelpdesk" || name.StartsWith("System.", StringComparison.Ordinal));

    [Fact]
    public void Library_ItsReferences_KnowNone() =>
        References(typeof(Mailbox)).Should().NotContain(name => name.Contains("DataProtection", StringComparison.Ordinal) || name.Contains("EntityFrameworkCore", StringComparison.Ordinal) || name.Contains("Testing", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Files_OfAPackage_AreShortWithoutClockPragmaOrLeftover(string project)
    {
        foreach ((string file, string source) in Sources(project))
        {
            source.Split('\n').Length.Should().BeLessThan(MaximumLines, file);
            Forbidden().IsMatch(source).Should().BeFalse(file);
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Types_OfAPackage_ArePublicInTheLibrarysNamespaceOrInternalInTheirFolders(string project)
    {
        foreach ((string file, string source) in Sources(project))
        {
            string folder = Path.GetDirectoryName(file)!;
            string expected = PublicType().IsMatch(source) ? "SmimeHelpdesk" : (project + "." + folder.Replace(Path.DirectorySeparatorChar, '.')).TrimEnd('.');
            DeclaredNamespace().Match(source).Groups[1].Value.Should().Be(expected, file);
        }
    }

    private static IEnumerable<string> References(Type type) => type.Assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

    private static IEnumerable<(string File, string Source)> Sources(string project)
    {
        string root = Repository.PathOf("src/" + project);
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file))
            .Where(file => !file.StartsWith("bin", StringComparison.Ordinal) && !file.StartsWith("obj", StringComparison.Ordinal))
            .Select(file => (file, File.ReadAllText(Path.Combine(root, file))));
    }

    [GeneratedRegex(@"\bDateTime(Offset)?\s*\.\s*(Utc)?(Now|Today)\b|\bTickCount(64)?\b|#\s*pragma\s+warning\s+disable|\b(TODO|FIXME|HACK)\b|NotImplementedException|SuppressMessage")]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex DeclaredNamespace();

    [GeneratedRegex(@"^public (static |sealed |readonly |partial |abstract )*(class|record|struct|enum|interface)\b", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}

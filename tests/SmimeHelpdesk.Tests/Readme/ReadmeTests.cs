using System.Text.RegularExpressions;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Readme;

public sealed partial class ReadmeTests
{
    private static readonly string Readme = Read("README.md");

    public static TheoryData<string, string, int> Examples => new()
    {
        { "README.md", "HostExample.cs", 5 },
        { "docs/customers.md", "CustomersExample.cs", 4 },
        { "docs/credentials.md", "CredentialsExample.cs", 6 },
        { "docs/revocation.md", "RevocationExample.cs", 2 },
        { "docs/operations.md", "OperationsExample.cs", 1 },
        { "docs/migration.md", "MigrationExample.cs", 1 },
        { "docs/verdicts.md", "VerdictsExample.cs", 1 },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Page_EveryCSharpBlock_IsCompiledCodeOfTheTests(string page, string example, int count)
    {
        string[] snippets = [.. Snippet().Matches(Read("tests/SmimeHelpdesk.Tests/Readme/" + example)).Select(match => Unindent(match.Groups[1].Value))];
        string shown = string.Join('\n', CSharpBlock().Matches(Read(page)).Select(match => match.Groups[1].Value));

        snippets.Should().HaveCount(count);
        shown.Should().Be(string.Join('\n', snippets));
    }

    [Fact]
    public void Pages_WithCode_AreAllCompared()
    {
        string[] compared = [.. Examples.Select(row => row.Data.Item1)];
        string[] pages = ["README.md", .. Directory.GetFiles(Repository.PathOf("docs"), "*.md").Select(file => "docs/" + Path.GetFileName(file))];

        // The package of the stores has its own tests; a fence of another spelling would be code that nobody compares.
        pages.Where(page => CSharpBlock().IsMatch(Read(page))).Should().BeEquivalentTo([.. compared, "docs/stores.md"]);
        Read("tests/SmimeHelpdesk.Stores.Tests/Docs/StoresDocumentTests.cs").Should().Contain("Read(\"docs/stores.md\")");
        pages.SelectMany(page => Fence().Matches(Read(page))).Select(match => match.Groups[1].Value).Distinct().Should().BeSubsetOf(["", "csharp", "sql"]);
    }

    [Fact]
    public void Readme_EveryRelativeLink_LeadsToAFile() =>
        Link().Matches(Readme).Select(match => match.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !Path.Exists(Repository.PathOf(target.Split('#')[0])))
            .Should().BeEmpty();

    [Theory]
    [InlineData("dotnet run --project samples/ConsoleDemo")]
    [InlineData("dotnet test")]
    public void Readme_TheTwoCommands_AreThere(string command) => Readme.Split('\n').Should().Contain(command);

    private static string Read(string file) => File.ReadAllText(Repository.PathOf(file)).ReplaceLineEndings("\n");

    private static string Unindent(string block)
    {
        string[] lines = block.Split('\n');
        int indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart(' ').Length);
        return string.Join('\n', lines.Select(line => line.Length > 0 ? line[indent..] : line));
    }

    [GeneratedRegex(@"// readme:begin \w+\n(.*?) *// readme:end", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"^```csharp\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"^```([^\n]*)$", RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();
}

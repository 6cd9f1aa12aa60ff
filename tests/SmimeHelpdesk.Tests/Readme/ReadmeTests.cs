using System.Text.RegularExpressions;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Readme;

public sealed partial class ReadmeTests
{
    private static readonly string Readme = Read("README.md");

    [Fact]
    public void Readme_EveryCSharpBlock_IsCompiledCodeOfTheTests() => Compare("README.md", "HostExample.cs", 5);

    [Fact]
    public void Customers_EveryCSharpBlock_IsCompiledCodeOfTheTests() => Compare("docs/customers.md", "CustomersExample.cs", 4);

    [Fact]
    public void Credentials_EveryCSharpBlock_IsCompiledCodeOfTheTests() => Compare("docs/credentials.md", "CredentialsExample.cs", 5);

    private static void Compare(string page, string example, int count)
    {
        string[] snippets = [.. Snippet().Matches(Read("tests/SmimeHelpdesk.Tests/Readme/" + example)).Select(match => Unindent(match.Groups[1].Value))];
        string shown = string.Join('\n', CSharpBlock().Matches(Read(page)).Select(match => match.Groups[1].Value));

        snippets.Should().HaveCount(count);
        shown.Should().Be(string.Join('\n', snippets));
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

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();
}

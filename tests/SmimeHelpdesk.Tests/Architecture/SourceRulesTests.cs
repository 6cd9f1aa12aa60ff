using System.Text.RegularExpressions;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Architecture;

public sealed partial class SourceRulesTests
{
    private const int MaximumLines = 400;

    [Fact]
    public void Files_OfTheLibrary_HaveNoWallClockPragmaOrLeftover() =>
        string.Join('\n', Repository.SourceFiles.SelectMany(file => Forbidden().Matches(Repository.ReadSource(file)).Select(match => file + ": " + match.Value)))
            .Should().BeEmpty();

    [Fact]
    public void Files_OfTheLibrary_AreShort() =>
        Repository.SourceFiles.Where(file => Repository.ReadSource(file).Split('\n').Length > MaximumLines).Should().BeEmpty();

    [Fact]
    public void Files_OfTheLibrary_AreInTheirFoldersNamespace() =>
        Repository.SourceFiles.Where(file => Declared(file) != Expected(file)).Should().BeEmpty();

    [Theory]
    [InlineData("var x = DateTime.UtcNow;")]
    [InlineData("DateTimeOffset . Now")]
    [InlineData("Environment.TickCount64")]
    [InlineData("#pragma warning disable CA1000")]
    [InlineData("// TODO: later")]
    [InlineData("throw new NotImplementedException();")]
    [InlineData("[SuppressMessage(\"a\", \"b\")]")]
    public void Forbidden_WhatTheRuleIsAbout_IsFound(string source) => Forbidden().IsMatch(source).Should().BeTrue();

    private static string Declared(string file) => DeclaredNamespace().Match(Repository.ReadSource(file)).Groups[1].Value;

    // Hosts write one using for everything public; what is internal lies where its folder says.
    private static string Expected(string file)
    {
        if (file.EndsWith("ServiceCollectionExtensions.cs", StringComparison.Ordinal))
        {
            return "Microsoft.Extensions.DependencyInjection";
        }

        return PublicType().IsMatch(Repository.ReadSource(file)) ? "SmimeHelpdesk" : string.Join('.', ["SmimeHelpdesk", .. file.Split('/')[..^1]]);
    }

    [GeneratedRegex(@"\bDateTime(Offset)?\s*\.\s*(Utc)?(Now|Today)\b|\bTickCount(64)?\b|#\s*pragma\s+warning\s+disable|\b(TODO|FIXME|HACK)\b|NotImplementedException|SuppressMessage")]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex DeclaredNamespace();

    [GeneratedRegex(@"^public (static |sealed |readonly |partial |abstract )*(class|record|struct|enum|interface)\b", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}

using System.Text.RegularExpressions;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.MiniDesk.Tests.Desk;

/// <summary>The page about MiniDesk and its pictures.</summary>
public sealed partial class DocumentationTests
{
    private const int LargestPicture = 150 << 10;

    [Fact]
    public void Readme_LeadsToThePage() =>
        File.ReadAllText(Repository.PathOf("README.md")).Should().Contain("docs/minidesk.md").And.Contain("dotnet run --project samples/MiniDesk");

    [Fact]
    public void Page_ShowsPicturesThatAreThereAndSmall()
    {
        string[] pictures = [.. PicturePattern().Matches(File.ReadAllText(Repository.PathOf("docs/minidesk.md"))).Select(match => match.Groups[1].Value)];
        pictures.Length.Should().BeGreaterThanOrEqualTo(5);
        foreach (string picture in pictures)
        {
            var file = new FileInfo(Repository.PathOf("docs/" + picture));
            file.Exists.Should().BeTrue(picture);
            file.Length.Should().BeInRange(2000, LargestPicture, picture);
        }
    }

    [Fact]
    public void Page_NamesEachSetting()
    {
        string page = File.ReadAllText(Repository.PathOf("docs/minidesk.md"));
        foreach (string name in new[] { "ConnectionStrings:Desk", "Desk:DataFolder", "Desk:KeysFolder", "Desk:TrustedCertificates", "Desk:WorkLeaseSeconds", "Desk:ResendUncertain", "Mail:Imap:Host", "Mail:Smtp:Host", "Mail:TrustedServerCertificate" })
        {
            page.Should().Contain($"`{name}`");
        }
    }

    [GeneratedRegex(@"!\[[^\]]+\]\(([^)]+\.png)\)")]
    private static partial Regex PicturePattern();
}

using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Corpora;

namespace SmimeHelpdesk.Tests.Inbound;

public class CorporaMimeTests
{
    private static readonly string[] Patterns = ["*.eml", "*.mbox", "*.message"];

    [Fact]
    public void Flatten_EveryMail_HasContentWhereThereIsAny()
    {
        string folder = CorporaFolder.Require();
        string[] files = [.. Patterns.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))];
        var empty = new List<string>();
        foreach (string file in files)
        {
            ParsedEntity message = RawMime.Parse(ByteSource.From(File.ReadAllBytes(file)), SmimeLimits.Default);
            MessageContent content = ContentFlattener.Flatten(message, SmimeLimits.Default);
            bool isLayer = LayerKinds.Of(message) is LayerKind.Cms;
            if (!isLayer && content.TextBody.Length == 0 && content.Attachments.Count == 0)
            {
                empty.Add(Path.GetRelativePath(folder, file));
            }
        }

        files.Should().HaveCountGreaterThan(100);
        empty.Should().BeEmpty();
    }
}

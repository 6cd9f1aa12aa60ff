using System.Text;
using ConsoleDemo.Cli;
using ConsoleDemo.Setup;
using MimeKit;

namespace SmimeHelpdesk.Tests.Corpora;

/// <summary>Replies to every mail of the corpora, written by a careless agent: nothing decrypted and no confidential subject leaves in clear.</summary>
public sealed class CorpusReplyTests(ITestOutputHelper output)
{
    // Shorter lines, such as greetings, stand in other texts by chance; and what could be read on the way is no secret.
    private const int TellingLength = 12;

    public static TheoryData<string> Corpora => [.. AgreedFigures.All.Keys];

    [Theory]
    [MemberData(nameof(Corpora))]
    public async Task Compose_ReplyInClearToAnyMail_LeaksNothing(string corpus)
    {
        string root = CorporaFolder.Require();
        CorpusCase[] cases = [.. CorpusCase.Load(CorporaFolder.Require(corpus)).Where(item => !item.IsImport)];
        DirectoryInfo work = Directory.CreateTempSubdirectory("replies-");
        int encrypted = 0;
        int replies = 0;
        try
        {
            var input = new CorpusInput(root, work.FullName);
            var run = new CorpusRun(input);
            foreach (IGrouping<string, CorpusCase> group in cases.GroupBy(item => string.Join('|', run.Arguments(item))))
            {
                using Desk desk = Desk.Build(CommandLineParser.Parse(run.Arguments(group.First())));
                foreach (string file in group.SelectMany(input.Prepare))
                {
                    using FileStream message = File.OpenRead(file);
                    using Ticket ticket = await desk.OpenAsync(message);
                    encrypted += await CheckAsync(desk, ticket.Message, Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file))) ? 1 : 0;
                    replies++;
                }
            }
        }
        finally
        {
            work.Delete(recursive: true);
        }

        output.WriteLine($"{corpus}: {replies} replies, {encrypted} of them to encrypted mail");
    }

    private static async Task<bool> CheckAsync(Desk desk, OpenedMessage opened, string received)
    {
        ReplyContext context = ReplyContext.FromJson(opened.ReplyContext.ToJson());
        string quote = QuotePolicy.Quote(context, opened.Content.TextBody, ReplyProtection.Sign);
        quote.Should().Be(opened.PlaintextQuote);
        bool isEncrypted = opened.Encryption.Status is not EncryptionStatus.NotEncrypted;
        bool isGuarded = isEncrypted || opened.ErrantParts.Any(part => part.Encryption.Status is EncryptionStatus.Decrypted);
        var draft = new ReplyDraft
        {
            Subject = context.SubjectIsConfidential ? "Re: " + opened.Headers.Subject : null,
            TextBody = "My answer\n" + quote,
            Recipients = new ReplyRecipients { To = ["somebody@customer.example"] },
        };
        if (isGuarded)
        {
            await FluentActions.Awaiting(() => desk.Composer.ComposeAsync(draft, context, ReplyProtection.None, CancellationToken.None)).Should().ThrowAsync<PlaintextReplyRefusedException>();
        }

        using ComposedReply composed = await desk.Composer.ComposeAsync(draft with { AllowPlaintextReply = isGuarded }, context, ReplyProtection.None, CancellationToken.None);
        ExpectNothingOf(composed.Messages.Single().Message, opened, isEncrypted ? received : received + opened.Content.TextBody);
        return isEncrypted;
    }

    private static void ExpectNothingOf(MimeMessage sent, OpenedMessage opened, string open)
    {
        string text = sent.TextBody + "\n" + string.Join('\n', sent.Headers.Select(header => header.Value));
        IEnumerable<string> decrypted = opened.ErrantParts.Where(part => part.Encryption.Status is EncryptionStatus.Decrypted).Select(part => part.Content.TextBody);
        IEnumerable<string> secrets = decrypted.Append(opened.Content.TextBody)
            .SelectMany(secret => secret.Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line.Length >= TellingLength && !open.Contains(line, StringComparison.Ordinal));
        secrets.Where(secret => text.Contains(secret, StringComparison.Ordinal)).Should().BeEmpty();
        if (opened.ReplyContext.SubjectIsConfidential && !open.Contains(opened.Headers.Subject, StringComparison.Ordinal))
        {
            text.Should().NotContain(opened.Headers.Subject);
        }
    }
}

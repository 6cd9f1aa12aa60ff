namespace SmimeHelpdesk.MiniDesk.Tests.Support;

/// <summary>
/// An IMAP server of one mailbox where each mail comes while the one before it is being read, which is when it says so, as RFC 9051
/// section 7 lets it. Its IDLE has no news.
/// </summary>
internal sealed class BusyImapServer(params string[] mails) : LineServer
{
    private int _arrived = 1;

    protected override async Task ConverseAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("* OK [CAPABILITY IMAP4rev1 IDLE] ready");
        while (await reader.ReadLineAsync() is { } line)
        {
            string[] words = line.Split(' ', 3);
            string command = words.Length > 1 ? words[1].ToUpperInvariant() : string.Empty;
            foreach (string answer in Answers(command, words[^1]))
            {
                await writer.WriteLineAsync(answer);
            }

            await writer.WriteLineAsync(command == "IDLE" ? "+ idling" : words[0] + " OK [READ-ONLY] done");
        }
    }

    private IEnumerable<string> Answers(string command, string rest) => command switch
    {
        "CAPABILITY" => ["* CAPABILITY IMAP4rev1 IDLE"],
        "LIST" => ["* LIST () \"/\" INBOX"],
        "SELECT" or "EXAMINE" => ["* FLAGS ()", $"* {_arrived} EXISTS", "* OK [UIDVALIDITY 1] valid"],
        "UID" when rest.StartsWith("SEARCH", StringComparison.OrdinalIgnoreCase) => ["* SEARCH " + string.Join(' ', Enumerable.Range(1, _arrived))],
        "UID" => Fetch(int.Parse(rest.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)),
        _ => [],
    };

    private IEnumerable<string> Fetch(int number)
    {
        yield return $"* {number} FETCH (UID {number} BODY[] {{{mails[number - 1].Length}}}";
        yield return mails[number - 1] + ")";
        if (_arrived < mails.Length)
        {
            yield return $"* {++_arrived} EXISTS";
        }
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SmimeHelpdesk.MiniDesk.Tests.Support;

/// <summary>
/// An IMAP server of one mailbox whose second mail comes while the first is being read, which is when it says so, as RFC 9051 section 7
/// lets it. Its IDLE has no news.
/// </summary>
internal sealed class BusyImapServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string[] _mails;
    private int _arrived = 1;

    public BusyImapServer(params string[] mails)
    {
        _mails = mails;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // disposed
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient owned = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        try
        {
            await writer.WriteLineAsync("* OK [CAPABILITY IMAP4rev1 IDLE] ready");
            while (await reader.ReadLineAsync() is { } line)
            {
                string[] words = line.Split(' ', 3);
                foreach (string answer in words.Length < 2 ? [] : Answers(words[1].ToUpperInvariant(), words.Length > 2 ? words[2] : string.Empty))
                {
                    await writer.WriteLineAsync(answer);
                }

                bool isIdle = words.Length > 1 && words[1].Equals("IDLE", StringComparison.OrdinalIgnoreCase);
                await writer.WriteLineAsync(isIdle ? "+ idling" : words[0] + " OK [READ-ONLY] done");
            }
        }
        catch (IOException)
        {
            // the desk has ended
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
        yield return $"* {number} FETCH (UID {number} BODY[] {{{_mails[number - 1].Length}}}";
        yield return _mails[number - 1] + ")";
        if (_arrived < _mails.Length)
        {
            yield return $"* {++_arrived} EXISTS";
        }
    }
}

using System.Diagnostics;
using ConsoleDemo.Cli;
using SmimeHelpdesk;

namespace ConsoleDemo.Setup;

/// <summary>A helpdesk in memory, built once and used for every message of a run.</summary>
internal sealed class Desk : IDisposable
{
    private readonly IReadOnlyList<MailboxCredential> _credentials;
    private readonly MailboxChoice _mailboxes;
    private readonly MailboxCredentialManager _manager;
    private readonly HashSet<Mailbox> _known = [];

    public Desk(IReadOnlyList<MailboxCredential> credentials, TrustAnchors trust, Mailbox? mailbox, SmimePolicy policy, TimeProvider time)
    {
        _credentials = credentials;
        _mailboxes = new MailboxChoice(mailbox, credentials);
        _manager = MailboxCredentialManager.InMemory(time);
        var cache = new InMemorySignerCertificateCache();
        var anchors = new FixedTrustAnchors(trust);
        Opener = new SmimeMessageOpener(_manager, cache, anchors, policy, time);
        Composer = new SmimeReplyComposer(_manager, cache, anchors, policy, time);
    }

    public SmimeMessageOpener Opener { get; }

    public SmimeReplyComposer Composer { get; }

    /// <summary>Reads the files that the command line names.</summary>
    public static Desk Build(CommandLine line) =>
        new(CredentialFiles.Load(line), TrustFiles.Load(line), line.Mailbox, line.Policy, line.At is { } at ? new FixedTimeProvider(at) : TimeProvider.System);

    public async Task<Ticket> OpenAsync(Stream message)
    {
        Mailbox mailbox = _mailboxes.Choose(message);
        await SaveCredentialsAsync(mailbox);
        long start = Stopwatch.GetTimestamp();
        OpenedMessage opened = await Opener.OpenAsync(message, mailbox, CancellationToken.None);
        ReplyAvailability availability = await Composer.GetAvailabilityAsync(opened.ReplyContext, null, CancellationToken.None);
        return new Ticket(mailbox, opened, availability, Stopwatch.GetElapsedTime(start));
    }

    public void Dispose()
    {
        _manager.Dispose();
        foreach (MailboxCredential credential in _credentials)
        {
            credential.Dispose();
        }
    }

    // Every credential is good for every mailbox of this run: an old address's key still decrypts what was sent to it.
    private async Task SaveCredentialsAsync(Mailbox mailbox)
    {
        if (_known.Add(mailbox))
        {
            await _manager.SaveAsync(mailbox, _credentials, CancellationToken.None);
        }
    }
}

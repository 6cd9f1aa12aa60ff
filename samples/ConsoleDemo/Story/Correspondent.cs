using System.Diagnostics;
using ConsoleDemo.Setup;
using SmimeHelpdesk;

namespace ConsoleDemo.Story;

/// <summary>Somebody with a mailbox: the helpdesk, or the customer, who uses the same library from the other side.</summary>
internal sealed class Correspondent
{
    private readonly MailboxCredentialManager _credentials = MailboxCredentialManager.InMemory();
    private readonly SmimeMessageOpener _opener;
    private readonly SmimeReplyComposer _composer;

    public Correspondent(string address, TrustAnchors trust)
    {
        Mailbox = new Mailbox(address);
        var anchors = new FixedTrustAnchors(trust);
        _opener = new SmimeMessageOpener(_credentials, Cache, anchors);
        _composer = new SmimeReplyComposer(_credentials, Cache, anchors);
    }

    public Mailbox Mailbox { get; }

    public InMemorySignerCertificateCache Cache { get; } = new();

    /// <summary>Imports what an administrator pastes, and saves it when it is a credential.</summary>
    public async Task<CredentialImportResult> ImportAsync(string pem)
    {
        CredentialImportResult import = MailboxCredentialImporter.Import(pem, options: new CredentialImportOptions { Mailbox = Mailbox });
        await _credentials.SaveAsync(Mailbox, import.Credentials, CancellationToken.None);
        return import;
    }

    /// <summary>Opens a message from its bytes, as the mail worker does.</summary>
    public async Task<Ticket> OpenAsync(byte[] message)
    {
        long start = Stopwatch.GetTimestamp();
        using var stream = new MemoryStream(message, writable: false);
        OpenedMessage opened = await _opener.OpenAsync(stream, Mailbox, CancellationToken.None);

        // The dialog opens later in another process: all it has is what was stored with the ticket.
        ReplyContext stored = ReplyContext.FromJson(opened.ReplyContext.ToJson());
        ReplyAvailability availability = await _composer.GetAvailabilityAsync(stored, null, CancellationToken.None);
        return new Ticket(Mailbox, opened, availability, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Begins a conversation: a mail that answers nothing.</summary>
    public Task<byte[]> WriteAsync(string to, string subject, string text, ReplyProtection protection) =>
        WireAsync(_composer.ComposeAsync(new ReplyDraft { Subject = subject, TextBody = text, Recipients = new ReplyRecipients { To = [to] } }, Mailbox, protection, CancellationToken.None));

    /// <summary>Replies to a ticket with the boxes ticked as given.</summary>
    public Task<byte[]> ReplyAsync(Ticket ticket, string text, ReplyProtection protection) =>
        WireAsync(_composer.ComposeAsync(new ReplyDraft { TextBody = text }, ticket.Message.ReplyContext, protection, CancellationToken.None));

    private static async Task<byte[]> WireAsync(Task<ComposedReply> composing)
    {
        using ComposedReply reply = await composing;
        return WireForm.Of(reply.Messages[0].Message);
    }
}

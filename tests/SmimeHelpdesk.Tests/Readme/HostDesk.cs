namespace SmimeHelpdesk.Tests.Readme;

/// <summary>The host's tickets with their raw mails.</summary>
internal sealed class HostDesk
{
    private readonly Dictionary<string, (HostTicket Ticket, byte[] Raw)> _tickets = [];

    public void Add(string id, HostTicket ticket, byte[] raw) => _tickets.Add(id, (ticket, raw));

    public HostTicket Find(string id) => _tickets[id].Ticket;

    public async IAsyncEnumerable<StoredMessage> WaitingMessages()
    {
        await Task.Yield();
        foreach ((string id, (HostTicket ticket, byte[] raw)) in _tickets)
        {
            if (ticket.Waiting is { } waiting)
            {
                yield return new StoredMessage(id, MissingPieces.FromJson(waiting), _ => Task.FromResult<Stream>(new MemoryStream(raw)));
            }
        }
    }
}

/// <summary>The host's page about one customer.</summary>
internal sealed class HostCustomerPage
{
    public List<(string Sha256, bool IsPreferred, EncryptAvailability Availability)> Lines { get; } = [];

    public void Add(string sha256, bool isPreferred, EncryptAvailability availability, SignerCertificateDecision decision, DateTimeOffset lastSeen) =>
        Lines.Add((sha256 + " " + decision + " " + lastSeen.Year, isPreferred, availability));
}

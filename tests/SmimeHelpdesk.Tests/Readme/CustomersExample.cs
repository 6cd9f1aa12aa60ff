using System.Globalization;

namespace SmimeHelpdesk.Tests.Readme;

/// <summary>The code of docs/customers.md, as a host writes it. What lies between the markers stands there letter by letter.</summary>
internal sealed class CustomersExample(SignerCertificateManager signers, SmimeMessageOpener opener, SmimeMessageReopener reopener)
{
    public async Task ShowAsync(HostCustomerPage page, CancellationToken ct)
    {
        // readme:begin list
        // the administrator's page of one customer: what is known, which one is used, and why not the others
        foreach (SignerCertificateInfo known in await signers.ListAsync("alice@customer.example", ct))
        {
            page.Add(known.Stored.Sha256, known.IsPreferred, known.Availability, known.Stored.Decision, known.Stored.LastSeen);
        }
        // readme:end
    }

    public async Task DecideAsync(string thumbprint, CancellationToken ct)
    {
        // readme:begin decide
        await signers.PinAsync("alice@customer.example", thumbprint, ct);      // this one, while it is usable
        await signers.UnpinAsync("alice@customer.example", thumbprint, ct);
        await signers.BlockAsync("alice@customer.example", thumbprint, ct);    // never again, nor another certificate for its key
        await signers.UnblockAsync("alice@customer.example", thumbprint, ct);
        await signers.ForgetAsync("alice@customer.example", ct);               // everything, the decisions included
        // readme:end
    }

    public async Task ReceiveAsync(Stream rawMessage, HostTicket ticket, CancellationToken ct)
    {
        // readme:begin wait
        using OpenedMessage opened = await opener.OpenAsync(rawMessage, "support@desk.example", ct);
        ticket.Waiting = opened.Missing.CanHelp ? opened.Missing.ToJson() : null;
        // readme:end
    }

    public async Task ReopenAsync(HostDesk desk, CultureInfo culture, CancellationToken ct)
    {
        // readme:begin reopen
        await foreach (ReopenedMessage again in reopener.ReopenAsync(desk.WaitingMessages(), ct))
        {
            using (again)
            {
                if (again.Message is { } opened)
                {
                    HostTicket ticket = desk.Find(again.Id);
                    ticket.Body = opened.Content.TextBody;
                    ticket.Badge = opened.Summary.ToString(culture);
                    ticket.Reply = opened.ReplyContext.ToJson();
                    ticket.Waiting = opened.Missing.CanHelp ? opened.Missing.ToJson() : null;
                }
            }
        }
        // readme:end
    }
}

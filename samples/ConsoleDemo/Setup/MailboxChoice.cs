using SmimeHelpdesk;

namespace ConsoleDemo.Setup;

/// <summary>
/// Decides which mailbox a message belongs to when the command line does not say: one of the credentials' addresses, of these one that
/// the message was sent to; without credentials whoever the message was sent to.
/// </summary>
internal sealed class MailboxChoice(Mailbox? given, IReadOnlyList<MailboxCredential> credentials)
{
    private readonly Mailbox[] _own = [.. Parse(credentials.SelectMany(credential => credential.Addresses))];

    public Mailbox Choose(Stream message)
    {
        if (given is not null)
        {
            return given;
        }

        Mailbox[] sentTo = [.. Parse(MessageRecipients.Peek(message))];
        return _own.FirstOrDefault(sentTo.Contains) ?? _own.FirstOrDefault() ?? sentTo.FirstOrDefault() ?? new Mailbox("mailbox@localhost.invalid");
    }

    private static IEnumerable<Mailbox> Parse(IEnumerable<string> addresses)
    {
        foreach (string address in addresses)
        {
            Mailbox? mailbox = null;
            try
            {
                mailbox = new Mailbox(address);
            }
            catch (ArgumentException)
            {
                // a certificate or a header may hold anything; what is no address is no mailbox
            }

            if (mailbox is not null)
            {
                yield return mailbox;
            }
        }
    }
}

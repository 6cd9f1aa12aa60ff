using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MiniDesk.Data;

namespace MiniDesk.Mail;

/// <summary>Connects and signs in, the same way for IMAP and SMTP.</summary>
internal sealed class ServerConnection(DeskSettings settings, MailboxPasswords passwords)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task OpenAsync(IMailService client, MailServer server, DeskMailbox mailbox, CancellationToken cancellationToken)
    {
        client.Timeout = (int)Patience.TotalMilliseconds;
        if (settings.TrustedServerCertificate is { Length: > 0 } pinned)
        {
            client.ServerCertificateValidationCallback = (_, certificate, _, _) =>
                certificate is not null && string.Equals(certificate.GetCertHashString(HashAlgorithmName.SHA256), pinned, StringComparison.OrdinalIgnoreCase);
        }

        await client.ConnectAsync(server.Host, server.Port, server.Security, cancellationToken);
        if (server.SignIn)
        {
            await client.AuthenticateAsync(mailbox.UserName ?? mailbox.Address, passwords.Open(mailbox), cancellationToken);
        }
    }
}

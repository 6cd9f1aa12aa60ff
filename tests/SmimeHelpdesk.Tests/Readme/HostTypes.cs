using MimeKit;

namespace SmimeHelpdesk.Tests.Readme;

/// <summary>The host's own types that the README's code talks to.</summary>
internal sealed class HostTicket
{
    public string Body { get; set; } = string.Empty;

    public string Badge { get; set; } = string.Empty;

    public string Reply { get; set; } = string.Empty;

    public string? Waiting { get; set; }

    public string Verdict { get; set; } = string.Empty;
}

internal sealed class HostDialog
{
    public bool CanSign { get; private set; }

    public bool CanEncrypt { get; private set; }

    public string Reasons { get; private set; } = string.Empty;

    public void ShowSign(bool enabled, SignAvailability reason)
    {
        CanSign = enabled;
        Reasons += reason + " ";
    }

    public void ShowEncrypt(bool enabled, EncryptAvailability reason, IReadOnlyList<SmimeCaution> cautions)
    {
        CanEncrypt = enabled;
        Reasons += string.Join(' ', [reason.ToString(), .. cautions.Select(caution => caution.ToString())]);
    }
}

/// <summary>The shape of MailKit's <c>SmtpClient.SendAsync</c>.</summary>
internal interface IHostMailer
{
    Task<string> SendAsync(MimeMessage message, MailboxAddress sender, IEnumerable<MailboxAddress> recipients, CancellationToken cancellationToken);
}

internal sealed class HostCredentialStore : IMailboxCredentialStore
{
    private readonly InMemoryMailboxCredentialStore _rows = new();

    public Task<IReadOnlyList<StoredCredential>> ListAsync(Mailbox mailbox, CancellationToken cancellationToken) => _rows.ListAsync(mailbox, cancellationToken);

    public Task<bool> SaveAsync(StoredCredential credential, CancellationToken cancellationToken) => _rows.SaveAsync(credential, cancellationToken);

    public Task<bool> DeleteAsync(Mailbox mailbox, string sha256, CancellationToken cancellationToken) => _rows.DeleteAsync(mailbox, sha256, cancellationToken);

    public Task<IReadOnlyList<Mailbox>> ListMailboxesAsync(string? tenant, Mailbox? after, int maximum, CancellationToken cancellationToken) =>
        _rows.ListMailboxesAsync(tenant, after, maximum, cancellationToken);
}

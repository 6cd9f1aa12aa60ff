using System.Text;
using Microsoft.AspNetCore.DataProtection;
using MiniDesk.Data;

namespace MiniDesk.Mail;

/// <summary>The mail servers' passwords at rest. They are written by a form and read by the workers; no page shows them.</summary>
internal sealed class MailboxPasswords(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("MiniDesk.MailboxPassword");

    public byte[] Protect(string password) => _protector.Protect(Encoding.UTF8.GetBytes(password));

    public string Open(DeskMailbox mailbox) =>
        mailbox.ProtectedPassword is { } ciphertext ? Encoding.UTF8.GetString(_protector.Unprotect(ciphertext)) : string.Empty;
}

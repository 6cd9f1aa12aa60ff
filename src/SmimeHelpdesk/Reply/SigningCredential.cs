using SmimeHelpdesk.Credentials;

namespace SmimeHelpdesk.Reply;

/// <summary>The credential that signs, its key open. Dispose it.</summary>
internal sealed record SigningCredential(UsableCredential Credential, MailboxPrivateKey Key) : IDisposable
{
    public void Dispose() => Key.Dispose();
}

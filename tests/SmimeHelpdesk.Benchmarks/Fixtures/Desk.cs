using System.Security.Cryptography.X509Certificates;

namespace SmimeHelpdesk.Benchmarks.Fixtures;

/// <summary>One mailbox with its three doors, in memory, as a host has them.</summary>
internal sealed class Desk
{
    public const string Address = "support@desk.example";
    public const string CustomerAddress = "alice@customer.example";

    private Desk(MailboxCredentialManager credentials, X509Certificate2 root, SmimePolicy policy)
    {
        var cache = new InMemorySignerCertificateCache();
        var anchors = new FixedTrustAnchors(TrustAnchors.FromCertificates([root]));
        Opener = new SmimeMessageOpener(credentials, cache, anchors, policy);
        Composer = new SmimeReplyComposer(credentials, cache, anchors, policy);
    }

    public SmimeMessageOpener Opener { get; }

    public SmimeReplyComposer Composer { get; }

    /// <summary>The helpdesk.</summary>
    public static Desk Helpdesk(Pki pki, SmimePolicy? policy = null) => Create(pki.Pem(pki.Mailbox), Address, pki.Root, policy);

    /// <summary>The customer, whose program is this library too.</summary>
    public static Desk Customer(Pki pki, SmimePolicy? policy = null) => Create(pki.Pem(pki.Customer), CustomerAddress, pki.Root, policy);

    /// <summary>A desk whose mailbox has this credential.</summary>
    public static Desk Create(string pem, string address, X509Certificate2 root, SmimePolicy? policy)
    {
        MailboxCredentialManager credentials = MailboxCredentialManager.InMemory();
        CredentialImportResult import = MailboxCredentialImporter.Import(pem);
        credentials.SaveAsync(address, import.Credentials, CancellationToken.None).GetAwaiter().GetResult();
        return new Desk(credentials, root, policy ?? SmimePolicy.Default);
    }
}

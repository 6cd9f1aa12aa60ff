using MimeKit;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Fuzz.Seeds;

/// <summary>A helpdesk that answers, and the customer who has this library too.</summary>
internal sealed class ReplyWorld
{
    public const string Customer = "alice@customer.example";

    private readonly Desk _desk;
    private readonly MailboxCredentialManager _customerKeys;
    private readonly ReplyContext _context;

    public ReplyWorld()
    {
        TestIdentity alice = TestAuthority.Issuing.Issue(new TestSubject(Customer) { Name = "CN=Alice" });
        _desk = Desk.WithAsync(TestAuthority.Issuing.Issue(new TestSubject(Desk.Address) { Name = "CN=Support" })).GetAwaiter().GetResult();
        _customerKeys = MailboxCredentialManager.InMemory(FuzzWorld.Time);
        using MailboxCredential credential = alice.ToCredential();
        _customerKeys.SaveAsync(Customer, [credential], CancellationToken.None).GetAwaiter().GetResult();
        _context = new ReplyContext
        {
            MailboxAddress = Desk.Address,
            From = Customer,
            Subject = InboundSubject,
            MessageId = "inbound@customer.example",
            ReceivedAt = TestAuthority.Now.AddDays(-2),
            Signature = SignatureStatus.Valid,
            Encrypt = EncryptAvailability.Available,
            EncryptionCertificate = alice.Certificate.RawData,
            IsTrusted = true,
        };
    }

    public static string InboundSubject => "Printer on fire";

    /// <summary>The message as a host's SMTP client writes it.</summary>
    public byte[] Compose(ReplyDraft draft, ReplyProtection protection)
    {
        using ComposedReply reply = _desk.Composer.ComposeAsync(draft, _context, protection, CancellationToken.None).GetAwaiter().GetResult();
        FormatOptions format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var output = new MemoryStream();
        reply.Messages.Single().Message.WriteTo(format, output);
        return output.ToArray();
    }

    public OpenedMessage Open(byte[] message)
    {
        var anchors = new FixedTrustAnchors(TrustAnchors.FromCertificates([TestAuthority.Root.Certificate]));
        var opener = new SmimeMessageOpener(_customerKeys, new InMemorySignerCertificateCache(), anchors, time: FuzzWorld.Time);
        return opener.OpenAsync(new MemoryStream(message), Customer, CancellationToken.None).GetAwaiter().GetResult();
    }
}

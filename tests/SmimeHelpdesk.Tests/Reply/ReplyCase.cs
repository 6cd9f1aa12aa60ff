using System.Text;
using MimeKit;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>A mailbox that can sign and decrypt, a customer that can be encrypted to, and the context of the customer's signed message.</summary>
internal sealed class ReplyCase
{
    public const string Customer = "alice@customer.example";

    private static readonly Lazy<TestIdentity> SharedMailbox = new(() => TestAuthority.Issuing.Issue(new TestSubject(Desk.Address) { Key = "RSA-2048", Name = "CN=Support" }));
    private static readonly Lazy<TestIdentity> SharedCustomer = new(() => TestAuthority.Issuing.Issue(new TestSubject(Customer) { Key = "RSA-2048", Name = "CN=Alice" }));

    private ReplyCase(Desk desk) => Desk = desk;

    public static TestIdentity Mailbox => SharedMailbox.Value;

    public static TestIdentity Alice => SharedCustomer.Value;

    public static ReplyContext Context { get; } = new()
    {
        MailboxAddress = Desk.Address,
        From = Customer,
        Subject = "Printer on fire",
        MessageId = "inbound@customer.example",
        References = ["first@customer.example"],
        ReceivedAt = TestAuthority.Now.AddDays(-2),
        Signature = SignatureStatus.Valid,
        Encrypt = EncryptAvailability.Available,
        EncryptionCertificate = Alice.Certificate.RawData,
        IsTrusted = true,
    };

    public static ReplyDraft Draft { get; } = new() { TextBody = "Hello Alice,\n\nFrom now on it is out. \n.\nGrüße\n", SenderName = "Service Désk" };

    public Desk Desk { get; }

    public static Task<ReplyCase> CreateAsync(SmimePolicy? policy = null) => CreateAsync(Mailbox, policy);

    public static async Task<ReplyCase> CreateAsync(TestIdentity mailbox, SmimePolicy? policy = null) => new(await Desk.WithAsync(mailbox, policy));

    public static ReplyCase WithoutCredential(SmimePolicy? policy = null) => new(new Desk(policy));

    public Task<ReplyAvailability> AskAsync(ReplyContext? context = null, ReplyRecipients? recipients = null) =>
        Desk.Composer.GetAvailabilityAsync(context ?? Context, recipients, CancellationToken.None);

    public Task<ComposedReply> ComposeAsync(ReplyProtection protection, ReplyDraft? draft = null, ReplyContext? context = null) =>
        Desk.Composer.ComposeAsync(draft ?? Draft, context ?? Context, protection, CancellationToken.None);

    public async Task<MimeMessage> ComposeOneAsync(ReplyProtection protection, ReplyDraft? draft = null, ReplyContext? context = null) =>
        (await ComposeAsync(protection, draft, context)).Messages.Single().Message;

    /// <summary>The message as a host's SMTP client writes it.</summary>
    public static byte[] Bytes(MimeMessage message, Action<FormatOptions>? change = null)
    {
        FormatOptions format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        change?.Invoke(format);
        using var output = new MemoryStream();
        message.WriteTo(format, output);
        return output.ToArray();
    }

    public static string Text(MimeMessage message) => Encoding.ASCII.GetString(Bytes(message));
}

using SmimeHelpdesk.Soak.Desk;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Soak.Mails;

/// <summary>
/// Mails of customers and strangers to two mailboxes, with RSA and P-256 keys on either side, in every kind. Made once: what is measured is the
/// reading and answering.
/// </summary>
internal sealed class MailPool
{
    private const int Large = 1_000_000;
    private const int LargeEvery = 6;
    private const ReplyProtection Both = ReplyProtection.Sign | ReplyProtection.Encrypt;

    private static readonly TestAuthority Foreign = TestAuthority.CreateRoot("Foreign Root CA");
    private static readonly (string Address, string Key)[] Mailboxes = [("support@desk.example", "RSA-2048"), ("billing@desk.example", "P-256")];

    private readonly List<SoakMail> _mails = [];

    private MailPool()
    {
    }

    public IReadOnlyList<SoakMail> Mails => _mails;

    public static async Task<MailPool> CreateAsync(SoakServer helpdesk, SoakServer customers, int count)
    {
        var pool = new MailPool();
        var certificates = new Dictionary<string, byte[]>();
        foreach ((string address, string key) in Mailboxes)
        {
            TestIdentity identity = TestAuthority.Issuing.Issue(new TestSubject(address) { Key = key });
            await helpdesk.AddAsync(address, identity);
            certificates[address] = identity.Certificate.RawData;
        }

        for (int number = 0; number < count; number++)
        {
            string mailbox = Mailboxes[number / 2 % 2].Address;
            await pool.AddAsync(customers, number, mailbox, certificates[mailbox]);
        }

        return pool;
    }

    private async Task AddAsync(SoakServer customers, int number, string mailbox, byte[] certificate)
    {
        string customer = $"customer{number:00}@customer.example";
        string key = number % 2 == 0 ? "RSA-2048" : "P-256";
        TestIdentity identity = TestAuthority.Issuing.Issue(new TestSubject(customer) { Key = key });
        await customers.AddAsync(customer, identity);
        var writer = new CustomerMails(customers, customer, mailbox, certificate);
        byte[] signed = await writer.WriteAsync(ReplyProtection.Sign);
        byte[] encrypted = await writer.WriteAsync(ReplyProtection.Encrypt);
        void Add(string kind, byte[] bytes, Expectation expected) => _mails.Add(new SoakMail(kind, mailbox, customer, bytes, expected));

        Add("plain", await writer.WriteAsync(ReplyProtection.None), Expected.Plain);
        Add("signed", signed, Expected.Signed);
        Add("encrypted", encrypted, Expected.Encrypted);
        Add("signed and encrypted", await writer.WriteAsync(Both), Expected.SignedAndEncrypted);
        Add("altered", Damage.Altered(signed), Expected.Altered);
        Add("forged", ForgedMail.Write(identity, $"victim{number:00}@customer.example", mailbox), Expected.Forged);
        Add("cut off, signed", Damage.CutOff(signed), Expected.SignedCutOff);
        Add("cut off, encrypted", Damage.CutOff(encrypted), Expected.EncryptedCutOff);
        await AddStrangerAsync(customers, number, mailbox, certificate);
        if (number % LargeEvery == 0)
        {
            Add("large, signed", await writer.WriteAsync(ReplyProtection.Sign, Large), Expected.Signed with { AttachmentSize = Large });
            Add("large, signed and encrypted", await writer.WriteAsync(Both, Large), Expected.SignedAndEncrypted with { AttachmentSize = Large });
        }
    }

    // Signed under a root that the helpdesk does not trust.
    private async Task AddStrangerAsync(SoakServer customers, int number, string mailbox, byte[] certificate)
    {
        string stranger = $"stranger{number:00}@other.example";
        await customers.AddAsync(stranger, Foreign.Issue(new TestSubject(stranger) { Key = number % 2 == 0 ? "P-256" : "RSA-2048" }));
        byte[] mail = await new CustomerMails(customers, stranger, mailbox, certificate).WriteAsync(ReplyProtection.Sign);
        _mails.Add(new SoakMail("untrusted", mailbox, stranger, mail, Expected.Untrusted));
    }
}

using System.Text;
using MimeKit;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>Whatever the circumstances: either every message is protected exactly as asked, or nothing is composed.</summary>
public sealed class ExactlyAsAskedTests
{
    private const string Secret = "the-secret-of-the-draft";
    private static readonly string[] Further = ["bob@customer.example", "carol@customer.example"];
    private static readonly Dictionary<string, TestIdentity> Customers = Further.ToDictionary(address => address, address => TestAuthority.Issuing.Issue(new TestSubject(address)));

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 200)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Compose_AnyCircumstances_GivesExactlyWhatWasAskedOrThrows(int seed)
    {
        var random = new Random(seed);
        SmimePolicy policy = Policy(random);
        ReplyCase reply = random.Next(3) == 0 ? ReplyCase.WithoutCredential(policy) : await ReplyCase.CreateAsync(policy);
        ReplyContext context = Context(random);
        ReplyDraft draft = Draft(random);
        var protection = (ReplyProtection)random.Next(4);

        ReplyAvailability can = await reply.AskAsync(context, draft.Recipients);
        bool isPossible = (!protection.HasFlag(ReplyProtection.Sign) || can.CanSign) && (!protection.HasFlag(ReplyProtection.Encrypt) || can.CanEncrypt);

        if (!isPossible)
        {
            await FluentActions.Awaiting(() => reply.ComposeAsync(protection, draft, context)).Should().ThrowAsync<ReplyProtectionUnavailableException>();
            return;
        }

        ComposedReply composed = await reply.ComposeAsync(protection, draft, context);
        composed.Messages.SelectMany(message => message.Recipients).Select(recipient => recipient.Address).Should().BeEquivalentTo(can.Recipients.Select(recipient => recipient.Address));
        composed.Messages.Should().AllSatisfy(message => Check(message, protection));
    }

    [Fact]
    public void Seeds_Together_CoverBothOutcomesOfEveryProtection() =>
        Seeds.Select(row => row.Data).Select(seed =>
        {
            var random = new Random(seed);
            Policy(random);
            bool hasCredential = random.Next(3) != 0;
            bool isOpen = Context(random).Encrypt is EncryptAvailability.Available;
            Draft(random);
            return ((ReplyProtection)random.Next(4), hasCredential, isOpen);
        }).Distinct().Should().HaveCount(16);

    private static void Check(OutgoingMessage message, ReplyProtection protection)
    {
        string outside = Encoding.ASCII.GetString(ReplyCase.Bytes(message.Message));
        foreach (MailboxAddress recipient in message.Recipients)
        {
            TestIdentity identity = recipient.Address == ReplyCase.Customer ? ReplyCase.Alice : Customers[recipient.Address];
            UnwrappedReply opened = UnwrappedReply.Open(message.Message, identity);

            opened.IsSigned.Should().Be(protection.HasFlag(ReplyProtection.Sign));
            opened.IsEncrypted.Should().Be(protection.HasFlag(ReplyProtection.Encrypt));
            Encoding.UTF8.GetString(Write(opened.Payload)).Should().Contain(Secret);
        }

        if (protection.HasFlag(ReplyProtection.Encrypt))
        {
            outside.Should().NotContain(Secret);
        }
    }

    private static SmimePolicy Policy(Random random) => SmimePolicy.Default with
    {
        SignatureForm = (SignatureForm)random.Next(2),
        HideSubject = random.Next(2) == 0,
        EncryptFromCache = random.Next(4) == 0,
        UntrustedSigners = (UntrustedSigners)random.Next(2),
    };

    private static ReplyContext Context(Random random) => ReplyCase.Context with
    {
        Encrypt = random.Next(3) == 0 ? (EncryptAvailability)random.Next(16) : EncryptAvailability.Available,
        IsTrusted = random.Next(3) != 0,
        SubjectIsConfidential = random.Next(2) == 0,
        Capabilities = random.Next(2) == 0 ? default : Convert.FromHexString("300D300B060960864801650304012E"),
        ReplyTo = random.Next(5) == 0 ? [Further[0]] : [],
    };

    private static ReplyDraft Draft(Random random) => new()
    {
        TextBody = random.Next(3) != 0 ? Secret : null,
        HtmlBody = Secret,
        Attachments = random.Next(2) == 0 ? [] : [new DraftAttachment("a.bin", "application/octet-stream", new byte[random.Next(200)])],
        Recipients = new ReplyRecipients
        {
            Cc = random.Next(3) == 0 ? [Further[0]] : [],
            Bcc = random.Next(3) == 0 ? [Further[1]] : [],
            Certificates = random.Next(3) == 0 ? [] : [.. Customers.Values.Select(identity => identity.Certificate)],
        },
    };

    private static byte[] Write(MimeEntity entity)
    {
        using var output = new MemoryStream();
        entity.WriteTo(output);
        return output.ToArray();
    }
}

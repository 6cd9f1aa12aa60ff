using System.Collections.Concurrent;
using System.Text;
using MimeKit;
using SmimeHelpdesk.Tests.Reply;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Interop;

/// <summary>One form that a reply can have, and the reply in it.</summary>
/// <param name="MailboxKey">The kind of the mailbox's key.</param>
/// <param name="CustomerKey">The kind of the customer's key.</param>
/// <param name="Protection">What is ticked.</param>
/// <param name="Form">How it is signed.</param>
/// <param name="IsGcm">Whether the customer's program has said that it reads AES-GCM.</param>
internal sealed record ReplyForm(string MailboxKey, string CustomerKey, ReplyProtection Protection, SignatureForm Form = SignatureForm.Detached, bool IsGcm = false)
{
    public const string Sentence = "Grüße aus Köln, und From now on: . — 東京";
    private static readonly ConcurrentDictionary<string, TestIdentity> Identities = new();

    public TestIdentity Customer => Identity(ReplyCase.Customer, CustomerKey);

    /// <summary>An attachment of any octets.</summary>
    public static byte[] Octets(int length)
    {
        byte[] octets = new byte[length];
        new Random(1).NextBytes(octets);
        return octets;
    }

    public async Task<byte[]> ComposeAsync(int attachmentLength)
    {
        ReplyCase reply = await ReplyCase.CreateAsync(Identity(Desk.Address, MailboxKey), SmimePolicy.Default with { SignatureForm = Form });
        var draft = new ReplyDraft
        {
            TextBody = Sentence + "\nFrom here \n.\n",
            HtmlBody = "<p>" + Sentence + "</p>",
            Subject = "Übergabe",
            Attachments = [new DraftAttachment("Rechnung für März.bin", "application/octet-stream", Octets(attachmentLength))],
        };
        using ComposedReply composed = await reply.ComposeAsync(Protection, draft, ReplyCase.Context with
        {
            EncryptionCertificate = Customer.Certificate.RawData,
            Capabilities = IsGcm ? Convert.FromHexString("300D300B060960864801650304012E") : default,
        });
        return ReplyCase.Bytes(composed.Messages.Single().Message);
    }

    // Programs judge by today's clock; these last as long as their authority.
    private static TestIdentity Identity(string address, string key) =>
        Identities.GetOrAdd(address + key, _ => TestAuthority.Issuing.Issue(new TestSubject(address) { Key = key, NotAfter = TestAuthority.Now.AddYears(7) }));

    public override string ToString() => $"{MailboxKey} to {CustomerKey}, {Protection}, {Form}{(IsGcm ? ", GCM" : string.Empty)}";

    /// <summary>What a program made of it: the text and the attachment, whole.</summary>
    public static void Expect(byte[] payload, int attachmentLength)
    {
        MimeMessage inside = MimeMessage.Load(new MemoryStream(payload));
        inside.TextBody.Should().Contain(Sentence);
        inside.HtmlBody.Should().Contain(Sentence);
        MimePart attachment = inside.Attachments.OfType<MimePart>().Single();
        attachment.FileName.Should().Be("Rechnung für März.bin");
        using var octets = new MemoryStream();
        attachment.Content!.DecodeTo(octets);
        octets.ToArray().AsSpan().SequenceEqual(Octets(attachmentLength)).Should().BeTrue("the attachment arrives as it was");
        Encoding.ASCII.GetString(payload[..Math.Min(payload.Length, 4000)]).Should().Contain("hp=");
    }
}

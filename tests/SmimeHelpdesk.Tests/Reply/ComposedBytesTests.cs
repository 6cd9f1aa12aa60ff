using System.Text;
using MimeKit;
using SmimeHelpdesk.Tests.Interop;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>What the host's SMTP client writes out is what was signed and encrypted, whatever it does on the way.</summary>
public sealed class ComposedBytesTests
{
    private const ReplyProtection Both = ReplyProtection.Sign | ReplyProtection.Encrypt;

    public static TheoryData<string> Drafts => [.. SampleDrafts.All.Keys];

    [Theory]
    [MemberData(nameof(Drafts))]
    public async Task Compose_Signed_VerifiesWithOpenSsl(string draft)
    {
        using var openssl = new OpenSslCms();
        ReplyCase reply = await ReplyCase.CreateAsync();

        MimeMessage message = await reply.ComposeOneAsync(ReplyProtection.Sign, SampleDrafts.All[draft]);

        (await openssl.VerifyAsync(ReplyCase.Bytes(message), TestAuthority.Root)).Should().NotBeNull();
    }

    [Theory]
    [MemberData(nameof(Drafts))]
    public async Task Compose_SignedAndPreparedByTheHost_KeepsEveryByte(string draft)
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        MimeMessage message = await reply.ComposeOneAsync(ReplyProtection.Sign, SampleDrafts.All[draft]);
        byte[] before = ReplyCase.Bytes(message);

        message.Prepare(EncodingConstraint.SevenBit);
        byte[] after = ReplyCase.Bytes(message);

        Encoding.ASCII.GetString(after).Should().Be(Encoding.ASCII.GetString(before));
    }

    [Theory]
    [MemberData(nameof(Drafts))]
    public async Task Compose_Anything_IsSevenBitInShortLines(string draft)
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        foreach (ReplyProtection protection in new[] { ReplyProtection.None, ReplyProtection.Sign, ReplyProtection.Encrypt, Both })
        {
            string text = Encoding.Latin1.GetString(ReplyCase.Bytes(await reply.ComposeOneAsync(protection, SampleDrafts.All[draft])));

            text.Should().NotMatchRegex(@"[^\x20-\x7E\r\n\t]");
            text.Split("\r\n").Should().OnlyContain(line => line.Length <= 78 && !line.StartsWith("From ") && !line.Contains('\n'));
        }
    }

    [Fact]
    public async Task Compose_SignedAndWrittenForSmtpUtf8_StillVerifies()
    {
        using var openssl = new OpenSslCms();
        ReplyCase reply = await ReplyCase.CreateAsync();
        ReplyDraft draft = SampleDrafts.All["text and attachments"] with { Subject = "Grüße", SenderName = "Désk" };

        byte[] bytes = ReplyCase.Bytes(await reply.ComposeOneAsync(ReplyProtection.Sign, draft), format => format.International = true);

        (await openssl.VerifyAsync(bytes, TestAuthority.Root)).Should().NotBeNull();
    }

    [Fact]
    public async Task Compose_WrittenTwice_IsTheSame()
    {
        ReplyCase reply = await ReplyCase.CreateAsync();
        MimeMessage message = await reply.ComposeOneAsync(Both, SampleDrafts.All["large attachment"]);

        ReplyCase.Bytes(message).Should().Equal(ReplyCase.Bytes(message));
    }

    [Theory]
    [InlineData("P-256")]
    [InlineData("P-384")]
    [InlineData("P-521")]
    public async Task Compose_EllipticCurveMailbox_VerifiesWithOpenSsl(string kind)
    {
        using var openssl = new OpenSslCms();
        ReplyCase reply = await ReplyCase.CreateAsync(TestAuthority.Issuing.Issue(new TestSubject(Support.Desk.Address) { Key = kind }));

        byte[] bytes = ReplyCase.Bytes(await reply.ComposeOneAsync(Both));

        byte[]? signed = await openssl.DecryptAsync(bytes, ReplyCase.Alice);
        (await openssl.VerifyAsync(signed!, TestAuthority.Root)).Should().NotBeNull();
        Encoding.ASCII.GetString(signed!).Should().Contain(kind switch { "P-384" => "micalg=sha-384", "P-521" => "micalg=sha-512", _ => "micalg=sha-256" });
    }

    [Fact]
    public async Task Compose_SignedThenEncrypted_OpensWithOpenSslInThatOrder()
    {
        using var openssl = new OpenSslCms();
        ReplyCase reply = await ReplyCase.CreateAsync();

        byte[] bytes = ReplyCase.Bytes(await reply.ComposeOneAsync(Both));

        byte[]? signed = await openssl.DecryptAsync(bytes, ReplyCase.Alice);
        signed.Should().NotBeNull();
        byte[]? content = await openssl.VerifyAsync(signed!, TestAuthority.Root);
        Encoding.ASCII.GetString(content!).Should().Contain("Hello Alice,").And.Contain("=46rom now on it is out.=20");
    }
}

using System.Text.Json.Nodes;

namespace SmimeHelpdesk.Tests.Samples;

public sealed class ReplyCommandTests(DemoFiles files) : IClassFixture<DemoFiles>
{
    [Fact]
    public async Task Reply_SignAndEncrypt_WritesWhatWasAsked()
    {
        string file = files.PathOf("reply-1.out");

        DemoRun run = await DemoRun.RunAsync([.. Reply(files.Signed), "--sign", "--encrypt", "--text", "The answer.", "--out", file]);

        run.ExitCode.Should().Be(0, run.Error);
        JsonObject answer = run.Lines.Should().ContainSingle().Subject;
        answer.Select(pair => pair.Key).Should().Equal("status", "sign", "encrypt", "recipients", "messages");
        answer["status"]!.GetValue<string>().Should().Be("Composed");
        answer["messages"]![0]!["file"]!.GetValue<string>().Should().Be(file);
        answer["messages"]![0]!["to"]!.AsArray().Select(to => (string)to!).Should().Equal("alice@customer.example");
        string written = await File.ReadAllTextAsync(file);
        written.Should().Contain("application/pkcs7-mime").And.NotContain("The answer.").And.Contain("\r\n");
        JsonObject opened = (await DemoRun.RunAsync("open", "--json", "--credential", files.Credential, "--trust", files.Trust, file)).Lines[0];
        opened["encryption"]!["status"]!.GetValue<string>().Should().Be("Decrypted");
        opened["signature"]!["status"]!.GetValue<string>().Should().Be("Valid");
        opened["content"]!["text"]!.GetValue<string>().Should().StartWith("The answer.");
    }

    [Fact]
    public async Task Reply_Encrypt_ToAnUnsignedMail_IsRefusedAndWritesNothing()
    {
        string file = files.PathOf("reply-2.out");

        DemoRun run = await DemoRun.RunAsync([.. Reply(files.Plain), "--encrypt", "--text", "The answer.", "--out", file]);

        run.ExitCode.Should().Be(1, run.Error);
        run.Lines[0]["status"]!.GetValue<string>().Should().Be("Unavailable");
        run.Lines[0]["encrypt"]!.GetValue<string>().Should().Be("NotSigned");
        run.Lines[0]["messages"]!.AsArray().Should().BeEmpty();
        File.Exists(file).Should().BeFalse();
    }

    [Fact]
    public async Task Reply_Bcc_GetsAFileOfItsOwn()
    {
        string file = files.PathOf("reply-3.out");
        string html = files.PathOf("reply.html");
        await File.WriteAllTextAsync(html, "<p>The answer.</p>");

        DemoRun run = await DemoRun.RunAsync([.. Reply(files.Plain), "--sign", "--html", html, "--attach", files.Trust, "--cc", "carol@customer.example", "--bcc", "boss@desk.example", "--out", file]);

        run.ExitCode.Should().Be(0, run.Error);
        run.Lines[0]["messages"]!.AsArray().Select(message => (string)message!["file"]!).Should().Equal(file, file + ".1.eml");
        (await File.ReadAllTextAsync(file)).Should().Contain("ca.pem").And.Contain("carol@customer.example").And.NotContain("boss@desk.example");
        File.Exists(file + ".1.eml").Should().BeTrue();
    }

    [Fact]
    public async Task Reply_CcWithoutCertificate_NamesTheBlocker()
    {
        DemoRun run = await DemoRun.RunAsync([.. Reply(files.Signed), "--encrypt", "--cc", "carol@customer.example", "--out", files.PathOf("reply-4.out")]);

        run.ExitCode.Should().Be(1, run.Error);
        run.Lines[0]["recipients"]!.AsArray().Select(recipient => $"{recipient!["address"]} {recipient["encrypt"]}")
            .Should().Equal("alice@customer.example Available", "carol@customer.example RecipientWithoutCertificate");
    }

    [Fact]
    public async Task Reply_RecipientCertificate_MakesEncryptPossible()
    {
        string file = files.PathOf("reply-5.out");

        DemoRun run = await DemoRun.RunAsync(
            [.. Reply(files.Signed), "--encrypt", "--cc", "support@desk.example", "--recipient-certificate", files.CertificateOnly, "--public-subject", "Ticket 12", "--out", file]);

        run.ExitCode.Should().Be(0, run.Error + run.Json);
        (await File.ReadAllTextAsync(file)).Should().Contain("Subject: Ticket 12");
    }

    [Theory]
    [InlineData("--cc", "no address")]
    [InlineData("--attach", "/absent")]
    [InlineData("--out", "/absent/folder/reply.eml")]
    public async Task Reply_WrongArgument_IsAUsageError(string option, string value)
    {
        DemoRun run = await DemoRun.RunAsync([.. Reply(files.Plain), "--out", files.PathOf("reply-6.out"), option, value]);

        run.ExitCode.Should().Be(2);
        run.Error.Trim().Should().NotBeEmpty().And.NotContain("\n").And.NotContain("should not have happened");
    }

    private string[] Reply(string message) => ["reply", "--json", "--credential", files.Credential, "--trust", files.Trust, message];
}

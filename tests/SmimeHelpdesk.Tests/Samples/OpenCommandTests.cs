using System.Text.Json.Nodes;

namespace SmimeHelpdesk.Tests.Samples;

public sealed class OpenCommandTests(DemoFiles files) : IClassFixture<DemoFiles>
{
    [Fact]
    public async Task Open_SignedMail_PrintsOneObjectOfTheContractsShape()
    {
        DemoRun run = await DemoRun.RunAsync("open", "--json", "--credential", files.Credential, "--trust", files.Trust, files.Signed);

        run.ExitCode.Should().Be(0, run.Error);
        JsonObject answer = run.Lines.Should().ContainSingle().Subject;
        Names(answer).Should().Equal("file", "encryption", "signature", "headers", "content", "harvest", "reply", "elapsedMs");
        Names(answer["encryption"]).Should().Equal("status", "reason", "integrity", "contentAlgorithm", "keyAlgorithm");
        Names(answer["signature"]).Should().Equal("status", "reason", "allReasons", "cautions", "signer", "signingTime");
        Names(answer["signature"]!["signer"]).Should().Equal("addresses", "subject", "issuer", "sha256", "key", "strength");
        Names(answer["headers"]).Should().Equal("from", "to", "subject", "subjectProtection");
        Names(answer["content"]).Should().Equal("text", "html", "attachments");
        Names(answer["harvest"]).Should().Equal("stored", "address", "sha256", "reason");
        Names(answer["reply"]).Should().Equal("sign", "encrypt", "encryptTo", "cautions", "quote");
    }

    [Fact]
    public async Task Open_SignedMail_SaysWhatTheLibrarySays()
    {
        DemoRun run = await DemoRun.RunAsync("open", "--json", "--credential", files.Credential, "--trust", files.Trust, files.Signed);

        JsonObject answer = run.Lines[0];
        answer["file"]!.GetValue<string>().Should().Be(files.Signed);
        answer["signature"]!["status"]!.GetValue<string>().Should().Be("Valid");
        answer["signature"]!["reason"].Should().BeNull();
        answer["encryption"]!["integrity"].Should().BeNull();
        answer["harvest"]!["stored"]!.GetValue<bool>().Should().BeTrue();
        answer["reply"]!["encryptTo"]!.AsArray().Should().ContainSingle().Which!.GetValue<string>().Should().Be(answer["harvest"]!["sha256"]!.GetValue<string>());
        answer["reply"]!["quote"]!.GetValue<string>().Should().StartWith("> It prints");
    }

    [Fact]
    public async Task Open_WithoutTrustOrCredential_StillOpens()
    {
        DemoRun run = await DemoRun.RunAsync("open", "--json", files.Signed);

        run.ExitCode.Should().Be(0, run.Error);
        run.Lines[0]["signature"]!["reason"]!.GetValue<string>().Should().Be("UntrustedIssuer");
        run.Lines[0]["reply"]!["sign"]!.GetValue<string>().Should().Be("NoCertificate");
    }

    [Fact]
    public async Task Open_AtAnotherTime_JudgesAtIt()
    {
        DemoRun run = await DemoRun.RunAsync("open", "--json", "--trust", files.Trust, "--at", "2010-01-01T00:00:00Z", files.Signed);

        run.Lines[0]["signature"]!["allReasons"]!.AsArray().Select(reason => (string)reason!).Should().Contain("CertificateNotYetValid");
    }

    [Fact]
    public async Task Open_Directory_MeansItsMessagesInOrder()
    {
        DemoRun run = await DemoRun.RunAsync("open", "--json", files.Folder);

        run.Lines.Select(line => Path.GetFileName((string)line["file"]!)).Should().Equal("a-plain.eml", "b-signed.eml");
    }

    [Fact]
    public async Task Open_AsText_ShowsBadgeAndBoxesAndLetsNothingSteerTheTerminal()
    {
        DemoRun run = await DemoRun.RunAsync("open", files.Folder);

        run.ExitCode.Should().Be(0, run.Error);
        run.Json.Should().BeEmpty();
        run.Text.Should().Contain("☐ Encrypt").And.NotContain("\u001B").And.NotContain("\u202E").And.Contain("Just text");
    }

    [Fact]
    public async Task Open_ForwardedSignedMail_ShowsItsVerdictApart()
    {
        string file = files.PathOf("c-forwarded.txt");
        byte[] head = "From: bob@other.example\r\nTo: support@desk.example\r\nContent-Type: multipart/mixed; boundary=f\r\n\r\n--f\r\n\r\nSee below.\r\n--f\r\nContent-Type: message/rfc822\r\n\r\n"u8.ToArray();
        await File.WriteAllBytesAsync(file, [.. head, .. await File.ReadAllBytesAsync(files.Signed), .. "\r\n--f--\r\n"u8]);

        DemoRun text = await DemoRun.RunAsync("open", "--trust", files.Trust, file);
        DemoRun json = await DemoRun.RunAsync("open", "--json", "--trust", files.Trust, file);

        text.Text.Should().Contain("part 2").And.Contain("Signed by alice@customer.example - valid").And.Contain("It prints blank pages.");
        json.Lines[0]["signature"]!["status"]!.GetValue<string>().Should().Be("Unsigned");
        json.Lines[0]["content"]!["text"]!.GetValue<string>().Should().Be("See below.");
    }

    [Fact]
    public async Task Open_CertificateAndKeyInTwoFiles_AreOneCredential()
    {
        DemoRun run = await DemoRun.RunAsync(
            "open", "--json", "--credential", files.CertificateOnly, "--credential", files.EncryptedKey, "--password", "wrong", "--password", "right", files.Plain);

        run.ExitCode.Should().Be(0, run.Error);
        run.Lines[0]["reply"]!["sign"]!.GetValue<string>().Should().Be("Available");
    }

    [Fact]
    public async Task Open_CredentialOfAnotherMailbox_IsAnAddressMismatch()
    {
        DemoRun run = await DemoRun.RunAsync("open", "--json", "--credential", files.Credential, "--mailbox", "sales@desk.example", files.Plain);

        run.Lines[0]["reply"]!["sign"]!.GetValue<string>().Should().Be("AddressMismatch");
    }

    [Fact]
    public async Task Open_CredentialThatCannotBeImported_IsAUsageErrorWithItsReason()
    {
        DemoRun run = await DemoRun.RunAsync("open", "--json", "--credential", files.CertificateOnly, files.Plain);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Contain("desk.crt").And.Contain("NoPrivateKey");
        run.Error.Trim().Should().NotContain("\n");
    }

    [Fact]
    public async Task Open_UnreadableFile_IsAUsageErrorAfterTheReadableOnes()
    {
        DemoRun run = await DemoRun.RunAsync("open", "--json", files.Plain, files.PathOf("absent.eml"));

        run.ExitCode.Should().Be(2);
        run.Lines.Should().ContainSingle();
        run.Error.Should().Contain("absent.eml");
    }

    [Fact]
    public async Task Open_UnreadableContent_IsAVerdict()
    {
        string file = files.PathOf("garbage.bin");
        await File.WriteAllBytesAsync(file, [0, 1, 2, 255, 254, 10, 13, 0]);

        DemoRun run = await DemoRun.RunAsync("open", "--json", file);

        run.ExitCode.Should().Be(0, run.Error);
        run.Lines[0]["signature"]!["status"]!.GetValue<string>().Should().Be("Unsigned");
    }

    private static IEnumerable<string> Names(JsonNode? node) => node!.AsObject().Select(pair => pair.Key);
}

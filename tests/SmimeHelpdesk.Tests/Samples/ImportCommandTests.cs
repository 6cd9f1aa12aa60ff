using System.Text.Json.Nodes;

namespace SmimeHelpdesk.Tests.Samples;

public sealed class ImportCommandTests(DemoFiles files) : IClassFixture<DemoFiles>
{
    [Fact]
    public async Task Import_Pem_PrintsTheContractsShape()
    {
        DemoRun run = await DemoRun.RunAsync("import", "--json", files.Credential);

        run.ExitCode.Should().Be(0, run.Error);
        JsonObject answer = run.Lines.Should().ContainSingle().Subject;
        answer.Select(pair => pair.Key).Should().Equal("file", "status", "credentials", "findings");
        answer["credentials"]![0]!.AsObject().Select(pair => pair.Key)
            .Should().Equal("sha256", "addresses", "key", "canSign", "canDecrypt", "notBefore", "notAfter", "chain");
        answer["credentials"]![0]!["chain"]!.AsArray().Should().ContainSingle();
    }

    [Fact]
    public async Task Import_SeveralFiles_OneLineEachWhateverTheStatus()
    {
        DemoRun run = await DemoRun.RunAsync("import", "--json", files.CertificateOnly, files.EncryptedKey, files.Plain);

        run.ExitCode.Should().Be(0, run.Error);
        run.Lines.Select(line => (string)line["status"]!).Should().Equal("NoPrivateKey", "PasswordRequired", "Malformed");
        run.Lines.Should().OnlyContain(line => line["credentials"]!.AsArray().Count == 0);
    }

    [Fact]
    public async Task Import_WrongPasswords_SaysSo()
    {
        DemoRun run = await DemoRun.RunAsync("import", "--json", "--password", "wrong", files.EncryptedKey);

        run.Lines[0]["status"]!.GetValue<string>().Should().Be("WrongPassword");
    }

    [Fact]
    public async Task Import_PasswordForAnotherFile_DoesNoHarm()
    {
        DemoRun run = await DemoRun.RunAsync("import", "--json", "--password", "wrong", files.Credential);

        run.Lines[0]["status"]!.GetValue<string>().Should().Be("Imported");
    }

    [Fact]
    public async Task Import_OtherMailbox_IsAnAddressMismatch()
    {
        DemoRun run = await DemoRun.RunAsync("import", "--json", "--mailbox", "sales@desk.example", files.Credential);

        run.Lines[0]["status"]!.GetValue<string>().Should().Be("AddressMismatch");
    }

    [Fact]
    public async Task Import_AsText_SaysWhatToDo()
    {
        DemoRun run = await DemoRun.RunAsync("import", files.CertificateOnly, files.Credential);

        run.Text.Should().Contain("no private key").And.Contain("as a .p12 file").And.Contain("support@desk.example");
    }
}

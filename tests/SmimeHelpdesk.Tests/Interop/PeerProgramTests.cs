namespace SmimeHelpdesk.Tests.Interop;

public sealed class PeerProgramTests
{
    [Fact]
    public async Task RunAsync_OpensslVersion_ReturnsItsOutput()
    {
        PeerResult result = await PeerProgram.RunAsync("openssl", "version");

        result.ExitCode.Should().Be(0);
        result.Text.Should().StartWith("OpenSSL ");
    }

    [Fact]
    public async Task RunAsync_InputOnStandardInput_ReachesTheProgram() =>
        (await PeerProgram.RunAsync("openssl", null, "abc"u8.ToArray(), ["dgst", "-sha256", "-r"])).Text
            .Should().StartWith("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

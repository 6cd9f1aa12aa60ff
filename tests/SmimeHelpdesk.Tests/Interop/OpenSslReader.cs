using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Interop;

internal sealed class OpenSslReader(TestIdentity recipient) : ICmsReader
{
    private readonly OpenSslCms _openssl = new();

    public async Task<byte[]> VerifyAsync(byte[] cms, byte[]? content)
    {
        string anchors = _openssl.Write(System.Text.Encoding.ASCII.GetBytes(TestAuthority.Root.Certificate.ExportCertificatePem()));
        string at = TestAuthority.Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        string[] detached = content is null ? [] : ["-content", _openssl.Write(content)];
        return await RunAsync(["-verify", "-binary", "-inform", "DER", "-in", _openssl.Write(cms), "-CAfile", anchors, "-attime", at, .. detached]);
    }

    public Task<byte[]> DecryptAsync(byte[] cms) =>
        RunAsync(["-decrypt", "-binary", "-inform", "DER", "-in", _openssl.Write(cms), "-recip", _openssl.Certificate(recipient), "-inkey", _openssl.Key(recipient)]);

    public void Dispose() => _openssl.Dispose();

    private static async Task<byte[]> RunAsync(IReadOnlyList<string> options)
    {
        PeerResult result = await PeerProgram.RunAsync("openssl", ["cms", .. options]);
        result.ExitCode.Should().Be(0, result.Errors);
        return result.Output;
    }
}

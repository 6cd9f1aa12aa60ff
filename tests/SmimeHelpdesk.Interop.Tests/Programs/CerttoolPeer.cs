using SmimeHelpdesk.Interop.Tests.Peers;
using SmimeHelpdesk.Tests.Interop;

namespace SmimeHelpdesk.Interop.Tests.Programs;

/// <summary>GnuTLS's <c>certtool</c>.</summary>
internal sealed class CerttoolPeer : CmsPeer
{
    private readonly PeerFolder _folder = new();

    public static Task<Peer> StartAsync()
    {
        PeerProgram.Require("certtool");
        return Task.FromResult<Peer>(new CerttoolPeer());
    }

    public override async Task<string> VersionAsync() => (await PeerProgram.RunAsync("certtool", "--version")).Text.Split('\n')[0].Split(' ')[1];

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override Task<byte[]> SignContentAsync(byte[] content, Signing signing)
    {
        string chain = _folder.Write(signing.Signer.CertificatePem + "\n" + Person.IssuingPem);
        string hash = signing.Signer.IsEd25519 ? "sha512" : "sha256";
        string[] padding = signing.IsPss ? ["--sign-params=rsa-pss"] : [];
        return RunAsync([signing.IsOpaque ? "--p7-sign" : "--p7-detached-sign", "--p7-time", "--hash", hash, .. padding, "--load-privkey", _folder.Key(signing.Signer), "--load-certificate", chain, "--infile", _folder.Write(content), "--outder"]);
    }

    protected override async Task<byte[]> VerifyContentAsync(byte[] cms, byte[]? content)
    {
        string signed = _folder.Write(cms);
        string[] detached = content is null ? [] : ["--load-data", _folder.Write(content)];
        PeerRefusedException.ThrowIfFailed(await PeerProgram.RunAsync("certtool", ["--p7-verify", "--inder", "--load-ca-certificate", _folder.Root, "--infile", signed, .. detached]));
        return content ?? await RunAsync(["--p7-info", "--p7-show-data", "--inder", "--infile", signed]);
    }

    protected override Task<byte[]> EncryptContentAsync(byte[] content, Encryption encryption) => RunAsync(["--p7-encrypt", "--infile", _folder.Write(content)]);

    protected override Task<byte[]> DecryptContentAsync(byte[] cms, Person reader) =>
        RunAsync(["--p7-decrypt", "--inder", "--load-privkey", _folder.Key(reader), "--load-certificate", _folder.Certificate(reader), "--infile", _folder.Write(cms)]);

    private async Task<byte[]> RunAsync(IReadOnlyList<string> arguments)
    {
        string output = _folder.New();
        PeerRefusedException.ThrowIfFailed(await PeerProgram.RunAsync("certtool", [.. arguments, "--outfile", output]));
        return await File.ReadAllBytesAsync(output);
    }
}

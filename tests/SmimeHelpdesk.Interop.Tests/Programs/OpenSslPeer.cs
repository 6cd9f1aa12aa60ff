using SmimeHelpdesk.Interop.Tests.Peers;
using SmimeHelpdesk.Tests.Interop;

namespace SmimeHelpdesk.Interop.Tests.Programs;

/// <summary><c>openssl cms</c>.</summary>
internal sealed class OpenSslPeer : CmsPeer
{
    private readonly PeerFolder _folder = new();

    public static Task<Peer> StartAsync()
    {
        PeerProgram.Require("openssl");
        return Task.FromResult<Peer>(new OpenSslPeer());
    }

    public override async Task<string> VersionAsync() => (await PeerProgram.RunAsync("openssl", "version")).Text.Split(' ')[1];

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override Task<byte[]> SignContentAsync(byte[] content, Signing signing)
    {
        // By default its salt is as long as the key allows, which several programs refuse.
        string[] padding = signing.IsPss ? ["-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:32"] : [];
        string[] opaque = signing.IsOpaque ? ["-nodetach"] : [];
        return RunAsync("-sign", ["-in", _folder.Write(content), "-signer", _folder.Certificate(signing.Signer), "-inkey", _folder.Key(signing.Signer), .. padding, "-certfile", _folder.Issuing, "-md", "sha256", .. opaque, "-outform", "DER"]);
    }

    protected override Task<byte[]> VerifyContentAsync(byte[] cms, byte[]? content)
    {
        string[] detached = content is null ? [] : ["-content", _folder.Write(content)];
        return RunAsync("-verify", ["-inform", "DER", "-in", _folder.Write(cms), "-CAfile", _folder.Root, .. detached]);
    }

    protected override Task<byte[]> EncryptContentAsync(byte[] content, Encryption encryption)
    {
        string cipher = encryption.Cipher switch
        {
            Cipher.TripleDesCbc => "-des3",
            Cipher.Aes128Cbc => "-aes128",
            Cipher.Aes256Cbc => "-aes256",
            _ => "-aes-256-gcm",
        };
        string[] padding = encryption.IsOaep ? ["-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256"] : [];
        IEnumerable<string> recipients = encryption.Recipients.SelectMany(IEnumerable<string> (person) => ["-recip", _folder.Certificate(person), .. padding]);
        return RunAsync("-encrypt", ["-in", _folder.Write(content), cipher, .. recipients, "-outform", "DER"]);
    }

    protected override Task<byte[]> DecryptContentAsync(byte[] cms, Person reader) =>
        RunAsync("-decrypt", ["-inform", "DER", "-in", _folder.Write(cms), "-recip", _folder.Certificate(reader), "-inkey", _folder.Key(reader)]);

    private static async Task<byte[]> RunAsync(string operation, IReadOnlyList<string> options) =>
        PeerRefusedException.ThrowIfFailed(await PeerProgram.RunAsync("openssl", ["cms", operation, "-binary", .. options])).Output;
}

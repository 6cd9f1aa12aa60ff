using SmimeHelpdesk.Interop.Tests.Peers;
using SmimeHelpdesk.Tests.Interop;

namespace SmimeHelpdesk.Interop.Tests.Programs;

/// <summary>
/// Perl's Crypt::SMIME, which takes and gives whole mails and decides itself what stays outside. Its commands, where each word but the first is a file:
/// <code>
/// version
/// sign    CERTIFICATE KEY CHAIN  MAIL OUTPUT
/// verify  ROOT  MAIL OUTPUT
/// encrypt MAIL OUTPUT  CERTIFICATE...
/// decrypt CERTIFICATE KEY  MAIL OUTPUT
/// </code>
/// </summary>
internal sealed class PerlPeer(ScriptProcess script) : LayeredPeer
{
    private readonly PeerFolder _folder = new();

    public static async Task<Peer> StartAsync()
    {
        PeerResult found = await PeerProgram.RunAsync("perl", "-MCrypt::SMIME", "-e", "1");
        PeerProgram.RequireThat(found.ExitCode == 0, "libcrypt-smime-perl is not installed");
        return new PerlPeer(ScriptProcess.Start("perl", [Scripts.PathOf("peer.pl")]));
    }

    public override Task<string> VersionAsync() => script.AskAsync("version");

    public override async Task<byte[]> WriteAsync(PlainMail mail, IReadOnlyList<Layer> layers)
    {
        byte[] written = mail.Bytes;
        foreach (Layer layer in layers)
        {
            written = layer is Signing signing ? await SignAsync(written, signing.Signer) : await EncryptAsync(written, (Encryption)layer);
        }

        return written;
    }

    public override async ValueTask DisposeAsync()
    {
        await script.DisposeAsync();
        _folder.Dispose();
    }

    protected override Task<byte[]> VerifyAsync(byte[] mail, MailLayer layer) => RunAsync(output => ["verify", _folder.Root, _folder.Write(mail), output]);

    protected override Task<byte[]> DecryptAsync(byte[] mail, MailLayer layer, Person reader) =>
        RunAsync(output => ["decrypt", _folder.Certificate(reader), _folder.Key(reader), _folder.Write(mail), output]);

    private Task<byte[]> SignAsync(byte[] mail, Person signer) =>
        RunAsync(output => ["sign", _folder.Certificate(signer), _folder.Key(signer), _folder.Issuing, _folder.Write(mail), output]);

    private Task<byte[]> EncryptAsync(byte[] mail, Encryption encryption) =>
        RunAsync(output => ["encrypt", _folder.Write(mail), output, .. encryption.Recipients.Select(_folder.Certificate)]);

    private async Task<byte[]> RunAsync(Func<string, string[]> command)
    {
        string output = _folder.New();
        await script.AskAsync(command(output));
        return await File.ReadAllBytesAsync(output);
    }
}

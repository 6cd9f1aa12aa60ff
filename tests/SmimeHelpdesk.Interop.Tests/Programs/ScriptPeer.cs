using SmimeHelpdesk.Interop.Tests.Peers;

namespace SmimeHelpdesk.Interop.Tests.Programs;

/// <summary>
/// A library of another language, behind a script of the folder <c>Scripts</c>. Its commands, where each word but the first and the options is a file:
/// <code>
/// version
/// sign    detached|opaque  pkcs1|pss  CERTIFICATE KEY CHAIN  CONTENT OUTPUT
/// verify  detached|opaque  ROOT  CMS  CONTENT-OR-OUTPUT
/// encrypt CIPHER  pkcs1|oaep  CONTENT OUTPUT  CERTIFICATE...
/// decrypt CERTIFICATE KEY  CMS OUTPUT
/// </code>
/// </summary>
internal sealed class ScriptPeer(ScriptProcess script) : CmsPeer
{
    private readonly PeerFolder _folder = new();

    public override Task<string> VersionAsync() => script.AskAsync("version");

    public override async ValueTask DisposeAsync()
    {
        await script.DisposeAsync();
        _folder.Dispose();
    }

    protected override async Task<byte[]> SignContentAsync(byte[] content, Signing signing)
    {
        Person signer = signing.Signer;
        string output = _folder.New();
        await script.AskAsync(
            "sign", Form(signing.IsOpaque), signing.IsPss ? "pss" : "pkcs1", _folder.Certificate(signer), _folder.Key(signer), _folder.Issuing, _folder.Write(content), output);
        return await File.ReadAllBytesAsync(output);
    }

    protected override async Task<byte[]> VerifyContentAsync(byte[] cms, byte[]? content)
    {
        string file = content is null ? _folder.New() : _folder.Write(content);
        await script.AskAsync("verify", Form(content is null), _folder.Root, _folder.Write(cms), file);
        return content ?? await File.ReadAllBytesAsync(file);
    }

    protected override async Task<byte[]> EncryptContentAsync(byte[] content, Encryption encryption)
    {
        string cipher = encryption.Cipher switch
        {
            Cipher.TripleDesCbc => "3des",
            Cipher.Aes128Cbc => "aes128",
            Cipher.Aes256Cbc => "aes256",
            _ => "aes256gcm",
        };
        string output = _folder.New();
        IEnumerable<string> certificates = encryption.Recipients.Select(_folder.Certificate);
        await script.AskAsync(["encrypt", cipher, encryption.IsOaep ? "oaep" : "pkcs1", _folder.Write(content), output, .. certificates]);
        return await File.ReadAllBytesAsync(output);
    }

    protected override async Task<byte[]> DecryptContentAsync(byte[] cms, Person reader)
    {
        string output = _folder.New();
        await script.AskAsync("decrypt", _folder.Certificate(reader), _folder.Key(reader), _folder.Write(cms), output);
        return await File.ReadAllBytesAsync(output);
    }

    private static string Form(bool isOpaque) => isOpaque ? "opaque" : "detached";
}

using System.Text.RegularExpressions;
using SmimeHelpdesk.Interop.Tests.Peers;
using SmimeHelpdesk.Tests.Interop;

namespace SmimeHelpdesk.Interop.Tests.Programs;

/// <summary>GnuPG's <c>gpgsm</c>, the engine of Kleopatra, KMail and GpgOL, with a home of its own.</summary>
internal sealed partial class GpgsmPeer : CmsPeer
{
    private readonly PeerFolder _folder = new();
    private readonly HashSet<string> _known = [];

    private string Home => _folder.Path;

    public static async Task<Peer> StartAsync()
    {
        PeerProgram.Require("gpgsm");
        var peer = new GpgsmPeer();
        await File.WriteAllTextAsync(Path.Combine(peer.Home, "gpgsm.conf"), "disable-crl-checks\ndisable-policy-checks\n");
        string root = string.Join(':', RsaAuthority.Root.Certificate.Thumbprint.Chunk(2).Select(pair => new string(pair)));
        await File.WriteAllTextAsync(Path.Combine(peer.Home, "trustlist.txt"), root + " S relax\n");
        Directory.CreateDirectory(Path.Combine(peer.Home, "private-keys-v1.d"));
        await peer.RunAsync("--import", peer._folder.Root);
        await peer.RunAsync("--import", peer._folder.Issuing);
        return peer;
    }

    public override async Task<string> VersionAsync() => Version().Match((await PeerProgram.RunAsync("gpgsm", "--version")).Text).Value;

    public override async ValueTask DisposeAsync()
    {
        await PeerProgram.RunAsync("gpgconf", "--homedir", Home, "--kill", "all");
        _folder.Dispose();
    }

    protected override async Task<byte[]> SignContentAsync(byte[] content, Signing signing)
    {
        await AddKeyAsync(signing.Signer);
        string output = _folder.New();
        Expect(await RunAsync("-u", signing.Signer.Name, "-o", output, signing.IsOpaque ? "--sign" : "--detach-sign", _folder.Write(content)), "SIG_CREATED");
        return await File.ReadAllBytesAsync(output);
    }

    protected override async Task<byte[]> VerifyContentAsync(byte[] cms, byte[]? content)
    {
        string output = _folder.New();
        PeerResult result = content is null
            ? await RunAsync("-o", output, "--verify", _folder.Write(cms))
            : await RunAsync("--verify", _folder.Write(cms), _folder.Write(content));
        Expect(result, "GOODSIG.*TRUST_(FULLY|ULTIMATE)");
        return content ?? await File.ReadAllBytesAsync(output);
    }

    protected override async Task<byte[]> EncryptContentAsync(byte[] content, Encryption encryption)
    {
        var recipients = new List<string>();
        foreach (Person person in encryption.Recipients)
        {
            await AddAsync(person);
            recipients.AddRange(["-r", person.Name]);
        }

        string cipher = encryption.Cipher switch
        {
            Cipher.TripleDesCbc => "3DES",
            Cipher.Aes128Cbc => "AES",
            Cipher.Aes256Cbc => "AES256",
            _ => "2.16.840.1.101.3.4.1.46",
        };
        string output = _folder.New();
        PeerRefusedException.ThrowIfFailed(await RunAsync(["--cipher-algo", cipher, .. recipients, "-o", output, "--encrypt", _folder.Write(content)]));
        return await File.ReadAllBytesAsync(output);
    }

    protected override async Task<byte[]> DecryptContentAsync(byte[] cms, Person reader)
    {
        await AddKeyAsync(reader);
        string output = _folder.New();

        // The exit code also counts each other recipient, whose certificate is not at hand, as an error.
        Expect(await RunAsync("-o", output, "--decrypt", _folder.Write(cms)), "DECRYPTION_OKAY");
        return await File.ReadAllBytesAsync(output);
    }

    private static void Expect(PeerResult result, string status)
    {
        if (!Regex.IsMatch(result.Text, status, RegexOptions.Singleline))
        {
            throw new PeerRefusedException(result.Errors + result.Text);
        }
    }

    private async Task AddAsync(Person person)
    {
        if (_known.Add(person.Name))
        {
            await RunAsync("--import", _folder.Certificate(person));
        }
    }

    // gpg-agent refuses today's PKCS #12, so the keys are laid into its folder; never those of others, who could read their own copies.
    private async Task AddKeyAsync(Person person)
    {
        await AddAsync(person);
        if (_known.Add("key of " + person.Name))
        {
            PeerResult listed = await RunAsync("--with-keygrip", "--with-colons", "--list-keys", person.Name);
            string grip = KeyGrip().Match(listed.Text).Groups[1].Value;
            await File.WriteAllBytesAsync(Path.Combine(Home, "private-keys-v1.d", grip + ".key"), AgentKey.Of(person));
        }
    }

    private Task<PeerResult> RunAsync(params IReadOnlyList<string> arguments) =>
        PeerProgram.RunAsync("gpgsm", ["--homedir", Home, "-q", "--batch", "--yes", "--no-tty", "--status-fd", "1", .. arguments]);

    [GeneratedRegex("^grp:+([0-9A-F]{40})", RegexOptions.Multiline)]
    private static partial Regex KeyGrip();

    [GeneratedRegex(@"\d+\.\d+\.\d+")]
    private static partial Regex Version();
}

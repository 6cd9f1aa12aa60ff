using System.Text;
using System.Text.RegularExpressions;
using SmimeHelpdesk.Interop.Tests.Peers;
using SmimeHelpdesk.Tests.Interop;

namespace SmimeHelpdesk.Interop.Tests.Programs;

/// <summary>NSS's <c>cmsutil</c>, on the system's library or on the newer one that Thunderbird ships.</summary>
internal sealed partial class NssPeer : CmsPeer
{
    private readonly PeerFolder _folder = new();
    private readonly Dictionary<string, string> _environment = [];
    private readonly string _library;
    private NssDatabase _database = null!;

    private NssPeer(string library) => _library = library;

    public static async Task<Peer> StartAsync() => await StartAsync(SystemLibrary());

    public static async Task<Peer> StartThunderbirdsAsync()
    {
        const string folder = "/usr/lib/thunderbird";
        string library = Path.Combine(folder, "libnss3.so");
        PeerProgram.RequireThat(File.Exists(library), "thunderbird is not installed");
        NssPeer peer = await StartAsync(library);
        peer._environment["LD_LIBRARY_PATH"] = folder;
        return peer;
    }

    // The tool does not tell, the library does.
    public override async Task<string> VersionAsync() =>
        Version().Match(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(_library))).Groups[1].Value;

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task<byte[]> SignContentAsync(byte[] content, Signing signing)
    {
        await _database.AddKeyAsync(signing.Signer);
        string[] detached = signing.IsOpaque ? [] : ["-T"];
        return await WriteAsync(["-S", "-G", "-P", "-N", signing.Signer.Name, "-H", "SHA256", .. detached], content);
    }

    protected override async Task<byte[]> VerifyContentAsync(byte[] cms, byte[]? content)
    {
        string signed = _folder.Write(cms);
        string[] detached = content is null ? [] : ["-c", _folder.Write(content)];

        // Its exit code is zero for bad signatures too.
        PeerResult judged = await RunAsync(["-D", "-n", "-h", "0", "-i", signed, .. detached]);
        string[] states = [.. Status().Matches(judged.Text + judged.Errors).Select(match => match.Groups[1].Value)];
        return states is not ["GoodSignature"] ? throw new PeerRefusedException(judged.Errors + judged.Text) : content ?? await WriteAsync(["-D"], cms);
    }

    protected override async Task<byte[]> EncryptContentAsync(byte[] content, Encryption encryption)
    {
        var recipients = new List<string>();
        foreach (Person person in encryption.Recipients)
        {
            await _database.AddAsync(person);
            recipients.AddRange(["-r", person.Name]);
        }

        return await WriteAsync(["-E", .. recipients], content);
    }

    protected override async Task<byte[]> DecryptContentAsync(byte[] cms, Person reader)
    {
        await _database.AddKeyAsync(reader);
        return await WriteAsync(["-D"], cms);
    }

    private static async Task<NssPeer> StartAsync(string library)
    {
        PeerProgram.Require("cmsutil");
        var peer = new NssPeer(library);
        peer._database = await NssDatabase.CreateAsync(peer._folder.Path);
        return peer;
    }

    private static string SystemLibrary()
    {
        string[] libraries = Directory.Exists("/usr/lib") ? Directory.GetFiles("/usr/lib", "libnss3.so", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }) : [];
        return Array.Find(libraries, file => !file.Contains("thunderbird", StringComparison.Ordinal)) ?? string.Empty;
    }

    private async Task<byte[]> WriteAsync(IReadOnlyList<string> operation, byte[] input)
    {
        string output = _folder.New();
        PeerRefusedException.ThrowIfFailed(await RunAsync([.. operation, "-i", _folder.Write(input), "-o", output]));
        return await File.ReadAllBytesAsync(output);
    }

    private Task<PeerResult> RunAsync(IReadOnlyList<string> arguments) => PeerProgram.RunAsync("cmsutil", null, [], ["-d", _database.Name, .. arguments], _environment);

    [GeneratedRegex("status=\"?(\\w+)")]
    private static partial Regex Status();

    [GeneratedRegex(@"Version: NSS (\d[\d.]*)")]
    private static partial Regex Version();
}

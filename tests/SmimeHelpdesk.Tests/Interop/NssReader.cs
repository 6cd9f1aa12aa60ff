using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Interop;

/// <summary>NSS's <c>cmsutil</c>, on the system's library or on the newer one that Thunderbird ships.</summary>
internal sealed partial class NssReader : ICmsReader
{
    private const string Library = "/usr/lib/thunderbird";
    private readonly string _folder = Directory.CreateTempSubdirectory("nss").FullName;
    private readonly Dictionary<string, string> _environment = [];
    private int _files;

    private string Database => "sql:" + _folder;

    public static async Task<NssReader> CreateAsync(TestIdentity recipient, bool isThunderbirds)
    {
        PeerProgram.Require("cmsutil");
        var reader = new NssReader();
        if (isThunderbirds)
        {
            PeerProgram.RequireThat(File.Exists(Path.Combine(Library, "libnss3.so")), "thunderbird is not installed");
            reader._environment["LD_LIBRARY_PATH"] = Library;
        }

        await NssDatabase.CreateAsync(reader._folder, recipient);
        return reader;
    }

    public async Task<byte[]> VerifyAsync(byte[] cms, byte[]? content)
    {
        string signed = Write(cms);
        string[] detached = content is null ? [] : ["-c", Write(content)];

        // Its exit code is zero for bad signatures too.
        PeerResult judged = await RunAsync(["-D", "-n", "-d", Database, "-h", "0", "-i", signed, .. detached]);
        Status().Matches(judged.Text + judged.Errors).Select(match => match.Groups[1].Value).Should().Equal(["GoodSignature"], judged.Errors);
        return content ?? await DecryptAsync(cms);
    }

    public async Task<byte[]> DecryptAsync(byte[] cms)
    {
        string output = Write([]);
        PeerResult result = await RunAsync(["-D", "-d", Database, "-i", Write(cms), "-o", output]);
        result.ExitCode.Should().Be(0, result.Errors);
        return await File.ReadAllBytesAsync(output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<PeerResult> RunAsync(IReadOnlyList<string> arguments) => PeerProgram.RunAsync("cmsutil", null, [], arguments, _environment);

    private string Write(byte[] bytes)
    {
        string path = Path.Combine(_folder, "f" + (++_files).ToString(System.Globalization.CultureInfo.InvariantCulture));
        File.WriteAllBytes(path, bytes);
        return path;
    }

    [GeneratedRegex("status=\"?(\\w+)")]
    private static partial Regex Status();
}

/// <summary>A certificate database that trusts the tests' root and holds a recipient's key.</summary>
internal static class NssDatabase
{
    public static async Task CreateAsync(string folder, TestIdentity recipient)
    {
        string database = "sql:" + folder;
        string root = Path.Combine(folder, "root.pem");
        string issuing = Path.Combine(folder, "issuing.pem");
        string identity = Path.Combine(folder, "identity.p12");
        await File.WriteAllTextAsync(root, TestAuthority.Root.Certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(issuing, TestAuthority.Issuing.Certificate.ExportCertificatePem());
        await File.WriteAllBytesAsync(identity, recipient.Certificate.Export(X509ContentType.Pkcs12, "test"));
        await RunAsync("certutil", "-N", "-d", database, "--empty-password");
        await RunAsync("certutil", "-A", "-d", database, "-n", "root", "-t", "CT,C,C", "-a", "-i", root);
        await RunAsync("certutil", "-A", "-d", database, "-n", "issuing", "-t", ",,", "-a", "-i", issuing);
        await RunAsync("pk12util", "-d", database, "-i", identity, "-W", "test", "-K", string.Empty);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        PeerResult result = await PeerProgram.RunAsync(program, arguments);
        result.ExitCode.Should().Be(0, result.Errors);
    }
}

using System.Text;
using SmimeHelpdesk.Tests.Interop;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Credentials.Import;

/// <summary>A folder with identities as PEM, in which OpenSSL writes what administrators get from it.</summary>
public sealed class OpenSslFiles : IDisposable
{
    public const string Password = "geheim";
    private readonly TemporaryDirectory _folder = new();

    public OpenSslFiles()
    {
        foreach ((string name, TestIdentity identity) in new[] { ("rsa", ImportMaterial.Rsa), ("ec", ImportMaterial.EllipticCurve) })
        {
            Write(name + ".key", identity.KeyPem);
            Write(name + ".crt", identity.CertificatePem);
            Write(name + ".chain", identity.CertificatePem + "\n" + identity.ChainPem);
            Write(name + ".issuers", identity.ChainPem);
        }
    }

    /// <summary>Runs OpenSSL, whose arguments hold no blanks, and returns the file that it wrote: <c>{out}</c> in the arguments.</summary>
    public async Task<byte[]> MakeAsync(string arguments, string password = Password)
    {
        string output = Path.Combine(_folder.Path, Guid.NewGuid().ToString("N"));
        string[] list = [.. arguments.Split(' ').Select(argument => argument
            .Replace("{out}", output, StringComparison.Ordinal).Replace("{password}", "pass:" + password, StringComparison.Ordinal))];
        if (list.Contains("legacy") || list.Contains("-legacy"))
        {
            PeerResult providers = await PeerProgram.RunAsync("openssl", "list", "-providers", "-provider", "legacy");
            PeerProgram.RequireThat(providers.ExitCode == 0, "OpenSSL has no legacy provider");
        }

        PeerResult result = await PeerProgram.RunAsync("openssl", _folder.Path, [], list);
        result.ExitCode.Should().Be(0, result.Errors);
        return await File.ReadAllBytesAsync(output);
    }

    /// <summary>Keeps a file for a later run.</summary>
    public string Keep(byte[] content) => _folder.Write(content);

    public void Dispose() => _folder.Dispose();

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.Path, name), text, Encoding.ASCII);
}

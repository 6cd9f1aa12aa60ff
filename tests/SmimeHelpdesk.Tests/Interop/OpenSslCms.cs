using System.Text;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Interop;

/// <summary><c>openssl cms</c> with its files in a folder that goes away with the test.</summary>
internal sealed class OpenSslCms : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("smime-tests-").FullName;
    private int _files;

    public static string Headers(string from) => $"From: {from}\r\nTo: support@desk.example\r\nSubject: interop\r\nDate: Mon, 01 Jun 2026 12:00:00 +0000\r\nMessage-ID: <interop@customer.example>\r\n";

    public string Write(byte[] bytes)
    {
        string path = Path.Combine(_folder, (++_files).ToString(System.Globalization.CultureInfo.InvariantCulture));
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string Certificate(TestIdentity identity) => Write(Encoding.ASCII.GetBytes(identity.CertificatePem));

    public string Key(TestIdentity identity) => Write(Encoding.ASCII.GetBytes(identity.KeyPem));

    public string Chain(TestIdentity identity) => Write(Encoding.ASCII.GetBytes(identity.ChainPem));

    /// <summary>The MIME entity that signing the content gives.</summary>
    public Task<byte[]> SignAsync(byte[] entity, TestIdentity signer, params string[] options) =>
        RunAsync(["-sign", "-in", Write(entity), "-signer", Certificate(signer), "-inkey", Key(signer), "-certfile", Chain(signer), "-md", "sha256", .. options]);

    /// <summary>The MIME entity that encrypting the content gives; the options may hold <c>-keyopt</c>, which belongs to the recipient before it.</summary>
    public Task<byte[]> EncryptAsync(byte[] entity, TestIdentity recipient, string cipher, params string[] keyOptions) =>
        RunAsync(["-encrypt", "-in", Write(entity), cipher, "-recip", Certificate(recipient), .. keyOptions]);

    /// <summary>Decrypts a message; null when the program refuses.</summary>
    public async Task<byte[]?> DecryptAsync(byte[] message, TestIdentity recipient)
    {
        PeerResult result = await PeerProgram.RunAsync("openssl", "cms", "-decrypt", "-in", Write(message), "-recip", Certificate(recipient), "-inkey", Key(recipient));
        return result.ExitCode == 0 ? result.Output : null;
    }

    /// <summary>Verifies a message and gives its content; null when the program refuses.</summary>
    public async Task<byte[]?> VerifyAsync(byte[] message, TestAuthority anchor, TestAuthority? intermediate = null)
    {
        string anchors = Write(Encoding.ASCII.GetBytes(anchor.Certificate.ExportCertificatePem()));
        string[] more = intermediate is null ? [] : ["-certfile", Write(Encoding.ASCII.GetBytes(intermediate.Certificate.ExportCertificatePem()))];
        string at = TestAuthority.Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        PeerResult result = await PeerProgram.RunAsync("openssl", ["cms", "-verify", "-in", Write(message), "-CAfile", anchors, "-attime", at, .. more]);
        return result.ExitCode == 0 ? result.Output : null;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<byte[]> RunAsync(IReadOnlyList<string> options)
    {
        PeerResult result = await PeerProgram.RunAsync("openssl", ["cms", .. options]);
        result.ExitCode.Should().Be(0, result.Errors);
        return result.Output;
    }
}

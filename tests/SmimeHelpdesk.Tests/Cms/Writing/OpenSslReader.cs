using SmimeHelpdesk.Tests.Interop;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Cms.Writing;

/// <summary><c>openssl cms</c> as an independent reader of bare DER, in a folder that goes away with the test.</summary>
internal sealed class OpenSslReader : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("smime-writing-").FullName;

    public Task<PeerResult> VerifyDetachedAsync(byte[] cms, byte[] content) => VerifyAsync(cms, ["-content", Write("content", content)]);

    public Task<PeerResult> VerifyOpaqueAsync(byte[] cms) => VerifyAsync(cms, []);

    public Task<PeerResult> DecryptAsync(byte[] cms, string certificatePem, string keyPem) => PeerProgram.RunAsync(
        "openssl", "cms", "-decrypt", "-binary", "-inform", "DER", "-in", Write("cms", cms), "-recip", Write("certificate", certificatePem), "-inkey", Write("key", keyPem));

    public Task<PeerResult> PrintAsync(byte[] cms) => PeerProgram.RunAsync("openssl", "cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", Write("cms", cms));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<PeerResult> VerifyAsync(byte[] cms, IReadOnlyList<string> more)
    {
        string at = TestAuthority.Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        string anchors = Write("anchors", TestAuthority.Root.Certificate.ExportCertificatePem());

        // -cades: the ESS attribute must name the signer's certificate.
        return PeerProgram.RunAsync("openssl", ["cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", Write("cms", cms), "-CAfile", anchors, "-attime", at, .. more]);
    }

    private string Write(string name, string text) => Write(name, System.Text.Encoding.ASCII.GetBytes(text));

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}

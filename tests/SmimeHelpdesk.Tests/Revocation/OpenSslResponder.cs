using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.Interop;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Revocation;

/// <summary>A live <c>openssl ocsp</c> that answers for one authority.</summary>
internal sealed class OpenSslResponder : IAsyncDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly int _port = LoopbackPort.Free();
    private readonly TestAuthority _issuer;
    private Process? _process;

    public OpenSslResponder(TestAuthority issuer) => _issuer = issuer;

    public string Url => $"http://127.0.0.1:{_port}";

    /// <summary>Starts it with a signer and the certificates that it knows.</summary>
    public async Task StartAsync(X509Certificate2 signer, IEnumerable<(X509Certificate2 Certificate, bool IsRevoked)> known, params string[] more)
    {
        string index = Path.Combine(_folder.Path, "index.txt");
        await File.WriteAllLinesAsync(index, known.Select(entry => Line(entry.Certificate, entry.IsRevoked)));
        await WriteAsync("ca.pem", _issuer.Certificate.ExportCertificatePem());
        using ECDsa key = signer.GetECDsaPrivateKey()!;
        await WriteAsync("signer.pem", signer.ExportCertificatePem());
        await WriteAsync("key.pem", key.ExportPkcs8PrivateKeyPem());
        string[] arguments =
            ["ocsp", "-index", index, "-port", _port.ToString(CultureInfo.InvariantCulture), "-CA", "ca.pem", "-rsigner", "signer.pem", "-rkey", "key.pem", "-ndays", "1", "-ignore_err", .. more];
        _process = Process.Start(new ProcessStartInfo(PeerProgram.Require("openssl"), arguments) { WorkingDirectory = _folder.Path, RedirectStandardError = true, RedirectStandardOutput = true })!;

        // A connection only to see whether it listens would be the last one that it serves.
        var ready = new TaskCompletionSource();
        _process.ErrorDataReceived += (_, line) => Look(line, ready);
        _process.OutputDataReceived += (_, line) => Look(line, ready);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _folder.Dispose();
    }

    private static void Look(DataReceivedEventArgs line, TaskCompletionSource ready)
    {
        if (line.Data?.Contains("waiting for OCSP client connections", StringComparison.Ordinal) is true)
        {
            ready.TrySetResult();
        }
    }

    private Task WriteAsync(string name, string pem) => File.WriteAllTextAsync(Path.Combine(_folder.Path, name), pem + "\n");

    // The text database of "openssl ca": state, expiry, revocation, serial number, file, name.
    private static string Line(X509Certificate2 certificate, bool isRevoked) => string.Join(
        '\t',
        isRevoked ? "R" : "V",
        Time(certificate.NotAfter),
        isRevoked ? Time(DateTime.UtcNow.AddDays(-3)) + ",keyCompromise" : string.Empty,
        certificate.SerialNumber,
        "unknown",
        "/CN=Test");

    private static string Time(DateTime time) => time.ToUniversalTime().ToString("yyMMddHHmmss'Z'", CultureInfo.InvariantCulture);
}

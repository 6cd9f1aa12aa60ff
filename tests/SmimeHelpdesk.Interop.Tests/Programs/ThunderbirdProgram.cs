using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using SmimeHelpdesk.Interop.Tests.Peers;
using SmimeHelpdesk.Tests.Interop;

namespace SmimeHelpdesk.Interop.Tests.Programs;

/// <summary>A Thunderbird without a window, in a profile of the test's own, that runs scripts with its own rights.</summary>
internal sealed class ThunderbirdProgram : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("thunderbird").FullName;
    private Process? _process;
    private Marionette? _marionette;

    /// <summary>The profile's certificate database.</summary>
    public NssDatabase Certificates { get; private set; } = null!;

    /// <summary>Starts it.</summary>
    /// <param name="smtpPort">Where on loopback its mail goes.</param>
    /// <param name="people">Whose keys it has.</param>
    public static async Task<ThunderbirdProgram> StartAsync(int smtpPort, IEnumerable<Person> people)
    {
        string program = PeerProgram.Require("thunderbird");
        PeerProgram.Require("certutil");
        var thunderbird = new ThunderbirdProgram();
        try
        {
            await thunderbird.StartAsync(program, smtpPort, people);
            return thunderbird;
        }
        catch
        {
            await thunderbird.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes a file for it to attach, and gives its address.</summary>
    public string Attach(byte[] octets)
    {
        string path = Path.Combine(_folder, Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
        File.WriteAllBytes(path, octets);
        return new Uri(path).AbsoluteUri;
    }

    public async Task<JsonNode?> RunAsync(string script, params string[] arguments) =>
        await _marionette!.RunAsync(Scripts.Read("thunderbird-common.js") + Scripts.Read(script), arguments);

    public async ValueTask DisposeAsync()
    {
        _marionette?.Dispose();
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartAsync(string program, int smtpPort, IEnumerable<Person> people)
    {
        Certificates = await NssDatabase.CreateAsync(_folder);
        foreach (Person person in people)
        {
            await Certificates.AddKeyAsync(person);
        }

        int port = LoopbackPort.Free();
        await File.WriteAllTextAsync(Path.Combine(_folder, "user.js"), ThunderbirdPreferences.Of(port, smtpPort));
        Start(program);
        _marionette = await Marionette.ConnectAsync(port);
        (await RunAsync("thunderbird-ready.js"))!.GetValue<bool>().Should().BeTrue("its window opens");
    }

    private void Start(string program)
    {
        var start = new ProcessStartInfo(program, ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", _folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = _folder;
        start.Environment["MOZ_HEADLESS"] = "1";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }
}

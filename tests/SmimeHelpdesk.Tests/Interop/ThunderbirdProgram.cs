using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Interop;

/// <summary>The real Thunderbird, without a window, in a profile of the test's own.</summary>
internal sealed class ThunderbirdProgram : IAsyncDisposable
{
    // Nothing of it asks questions, phones home or updates itself.
    private const string Preferences = """
        user_pref("mail.shell.checkDefaultClient", false);
        user_pref("mailnews.start_page.enabled", false);
        user_pref("mail.provider.suppress_dialog_on_startup", true);
        user_pref("mail.spotlight.firstRunDone", true);
        user_pref("mailnews.start_page_override.mstone", "ignore");
        user_pref("datareporting.policy.dataSubmissionEnabled", false);
        user_pref("datareporting.policy.dataSubmissionPolicyBypassNotification", true);
        user_pref("toolkit.telemetry.enabled", false);
        user_pref("app.update.enabled", false);
        user_pref("app.donation.eoy.version.viewed", 999);
        user_pref("mail.inappnotifications.enabled", false);
        user_pref("browser.safebrowsing.malware.enabled", false);
        user_pref("browser.safebrowsing.phishing.enabled", false);
        user_pref("network.captive-portal-service.enabled", false);
        user_pref("network.connectivity-service.enabled", false);
        user_pref("services.settings.server", "data:,");
        user_pref("extensions.systemAddon.update.enabled", false);
        user_pref("security.OCSP.enabled", 0);
        user_pref("mail.accountmanager.accounts", "account1");
        user_pref("mail.accountmanager.localfoldersserver", "server1");
        user_pref("mail.account.account1.server", "server1");
        user_pref("mail.server.server1.type", "none");
        user_pref("mail.server.server1.hostname", "Local Folders");
        user_pref("mail.server.server1.userName", "nobody");
        user_pref("mail.server.server1.name", "Local Folders");

        """;

    private const string Wait = """
        const {setTimeout} = ChromeUtils.importESModule('resource://gre/modules/Timer.sys.mjs');
        const until = async (ms, test) => { const end = Date.now() + ms; while (Date.now() < end) { const v = test(); if (v) return v; await new Promise(r => setTimeout(r, 25)); } return null; };
        const main = () => Services.wm.getMostRecentWindow('mail:3pane');

        """;

    private const string Ready = Wait + """
        return await until(30000, () => main()?.document.readyState === 'complete' && main().document.getElementById('tabmail')?.currentTabInfo) !== null;
        """;

    private const string Read = Wait + """
        const {MailServices} = ChromeUtils.importESModule('resource:///modules/MailServices.sys.mjs');
        const root = MailServices.accounts.localFoldersServer.rootFolder;
        const find = () => { try { return root.getChildNamed('Tests'); } catch (e) { return null; } };
        if (!find()) root.createSubfolder('Tests', null);
        const folder = await until(5000, find);
        folder.QueryInterface(Ci.nsIMsgLocalMailFolder);
        const uri = folder.getUriForMsg(folder.addMessage('From - Thu Jan  1 00:00:00 2026\r\n' + atob(A[0])));
        const tabmail = main().document.getElementById('tabmail');
        const tab = tabmail.openTab('mailMessageTab', {messageURI: uri, background: false});
        const view = () => tab.chromeBrowser?.contentWindow;
        await until(60000, () => view()?.document.readyState === 'complete' && view().msgLoaded);
        const w = view();
        await until(60000, () => w.gSmimeProcessedDispatched);
        // A large signed mail is shown before its digest is done.
        if (A[1] === 'signed') await until(60000, () => (w.gSignatureStatus ?? -1) !== -1);
        const out = {signature: w.gSignatureStatus ?? -1, encryption: w.gEncryptionStatus ?? -1, attachments: (w.currentAttachments || []).map(a => a.name),
          sizes: (w.currentAttachments || []).map(a => a.size),
          text: w.getMessagePaneBrowser()?.contentDocument?.body?.textContent ?? null};
        tabmail.closeTab(tab);
        return out;
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("thunderbird").FullName;
    private Process? _process;
    private Marionette? _marionette;

    public static async Task<ThunderbirdProgram> StartAsync(TestIdentity recipient)
    {
        string program = PeerProgram.Require("thunderbird");
        PeerProgram.Require("certutil");
        var thunderbird = new ThunderbirdProgram();
        await NssDatabase.CreateAsync(thunderbird._folder, recipient);
        int port = LoopbackPort.Free();
        await File.WriteAllTextAsync(
            Path.Combine(thunderbird._folder, "user.js"), Preferences + string.Create(CultureInfo.InvariantCulture, $"user_pref(\"marionette.port\", {port});\n"));
        var start = new ProcessStartInfo(program, ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", thunderbird._folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = thunderbird._folder;
        start.Environment["MOZ_HEADLESS"] = "1";
        thunderbird._process = Process.Start(start)!;
        thunderbird._process.OutputDataReceived += (_, _) => { };
        thunderbird._process.ErrorDataReceived += (_, _) => { };
        thunderbird._process.BeginOutputReadLine();
        thunderbird._process.BeginErrorReadLine();
        thunderbird._marionette = await Marionette.ConnectAsync(port);
        ((bool?)await thunderbird._marionette.RunAsync(Ready)).Should().BeTrue();
        return thunderbird;
    }

    /// <summary>What it shows of a mail: the two states (0 is good, -1 means that there is no such layer), the text, the attachments' names and sizes.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="isSigned">Whether to wait for the state of a signature.</param>
    public async Task<JsonNode> ReadAsync(byte[] mail, bool isSigned = false) =>
        (await _marionette!.RunAsync(Read, Convert.ToBase64String(mail), isSigned ? "signed" : string.Empty))!;

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
}

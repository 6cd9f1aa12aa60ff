using System.Globalization;

namespace SmimeHelpdesk.Interop.Tests.Programs;

/// <summary>The <c>user.js</c> of a Thunderbird that asks no questions, phones nobody and does not update itself.</summary>
internal static class ThunderbirdPreferences
{
    private const string Quiet = """
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

        """;

    // Local folders to read in, and one account to write from.
    private const string Accounts = """
        user_pref("mail.accountmanager.accounts", "account1,account2");
        user_pref("mail.accountmanager.defaultaccount", "account2");
        user_pref("mail.accountmanager.localfoldersserver", "server1");
        user_pref("mail.account.account1.server", "server1");
        user_pref("mail.server.server1.type", "none");
        user_pref("mail.server.server1.hostname", "Local Folders");
        user_pref("mail.server.server1.userName", "nobody");
        user_pref("mail.server.server1.name", "Local Folders");
        user_pref("mail.account.account2.server", "server2");
        user_pref("mail.account.account2.identities", "id1");
        user_pref("mail.server.server2.type", "none");
        user_pref("mail.server.server2.hostname", "own");
        user_pref("mail.server.server2.userName", "own");
        user_pref("mail.server.server2.name", "own");
        user_pref("mail.identity.id1.useremail", "alice@customer.example");
        user_pref("mail.identity.id1.fullName", "Alice");
        user_pref("mail.identity.id1.valid", true);
        user_pref("mail.identity.id1.fcc", false);
        user_pref("mailnews.send_plaintext_flowed", false);
        user_pref("mail.identity.id1.smtpServer", "smtp1");
        user_pref("mail.smtpservers", "smtp1");
        user_pref("mail.smtp.defaultserver", "smtp1");
        user_pref("mail.smtpserver.smtp1.hostname", "127.0.0.1");
        user_pref("mail.smtpserver.smtp1.authMethod", 1);
        user_pref("mail.smtpserver.smtp1.try_ssl", 0);

        """;

    public static string Of(int marionettePort, int smtpPort) => Quiet + Accounts + string.Create(
        CultureInfo.InvariantCulture, $"user_pref(\"marionette.port\", {marionettePort});\nuser_pref(\"mail.smtpserver.smtp1.port\", {smtpPort});\n");
}

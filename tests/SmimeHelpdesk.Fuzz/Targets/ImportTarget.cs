using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SmimeHelpdesk.Fuzz.Engine;
using SmimeHelpdesk.Tests.Credentials.Import;

namespace SmimeHelpdesk.Fuzz.Targets;

/// <summary>Whatever an administrator may upload or paste.</summary>
internal sealed class ImportTarget : IFuzzTarget
{
    public const string TargetName = "import";

    public const string Password = "geheim";

    // Honest files may take seconds to derive a key; here each input would.
    private static readonly CredentialImportOptions Options = ImportMaterial.AtNow with { Limits = SmimeLimits.Default with { MaximumKdfIterations = 400 } };

    public string Name => TargetName;

    public IReadOnlyList<byte[]> Words { get; } =
    [
        .. DerWords.All,
        .. new[]
        {
            "-----BEGIN ", "-----END ", "-----", "-----BEGIN CERTIFICATE-----\n", "-----END CERTIFICATE-----\n", "-----BEGIN PRIVATE KEY-----\n", "-----BEGIN ENCRYPTED PRIVATE KEY-----\n",
            "-----BEGIN RSA PRIVATE KEY-----\n", "-----BEGIN EC PRIVATE KEY-----\n", "-----BEGIN PKCS12-----\n", "Proc-Type: 4,ENCRYPTED\n", "DEK-Info: AES-256-CBC,", "&#", "&#x2D;", "\\u002d", "\\n",
            "=3D", "<br>", "<pre>", "\r", "\n\n", "\u2014", "\uFEFF", "\u200B", ":", "=", "{\"", "\0",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public void Run(byte[] input)
    {
        Check(MailboxCredentialImporter.Import(input, Password, Options));
        if (input.AsSpan().IndexOf("--"u8) >= 0)
        {
            Check(MailboxCredentialImporter.Import(Encoding.UTF8.GetString(input), Password, Options));
        }
    }

    private static void Check(CredentialImportResult result)
    {
        bool isImported = result.Status is CredentialImportStatus.Imported;
        BrokenInvariantException.ThrowUnless(Enum.IsDefined(result.Status) && isImported == result.Credentials.Count > 0, "an import gives credentials or a reason", result.Status.ToString());
        BrokenInvariantException.ThrowUnless(result.Status.Describe(CultureInfo.InvariantCulture).Length > 0, "an import is explained");
        BrokenInvariantException.ThrowUnless(result.Findings.Distinct().Count() == result.Findings.Count, "findings are not repeated");
        foreach (MailboxCredential credential in result.Credentials)
        {
            using (credential)
            {
                Check(credential);
            }
        }
    }

    private static void Check(MailboxCredential credential)
    {
        OpenedChecks.CheckLine(credential.Subject, "a credential's subject");
        OpenedChecks.CheckLine(credential.Issuer, "a credential's issuer");
        OpenedChecks.CheckLine(credential.ToString(), "a credential's text");
        foreach (string address in credential.Addresses)
        {
            OpenedChecks.CheckLine(address, "a credential's addresses");
        }

        foreach (X509Certificate2 issuer in credential.ExportChain())
        {
            issuer.Dispose();
        }

        KeyProof.Check(credential);
    }
}

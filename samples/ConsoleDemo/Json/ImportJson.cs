using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using SmimeHelpdesk;

namespace ConsoleDemo.Json;

/// <summary>The answer of <c>import</c> to one file.</summary>
internal static class ImportJson
{
    public static byte[] Create(string file, CredentialImportResult result) => JsonLine.Create(writer =>
    {
        writer.WriteString("file", file);
        writer.WriteString("status", result.Status.ToString());
        writer.WriteStartArray("credentials");
        foreach (MailboxCredential credential in result.Credentials)
        {
            Write(writer, credential);
        }

        writer.WriteEndArray();
        writer.WriteNames("findings", result.Findings);
    });

    private static void Write(Utf8JsonWriter writer, MailboxCredential credential)
    {
        writer.WriteStartObject();
        writer.WriteString("sha256", credential.Sha256);
        writer.WriteStrings("addresses", credential.Addresses);
        writer.WriteString("key", credential.Key);
        writer.WriteBoolean("canSign", credential.CanSign);
        writer.WriteBoolean("canDecrypt", credential.CanDecrypt);
        writer.WriteInstant("notBefore", credential.NotBefore);
        writer.WriteInstant("notAfter", credential.NotAfter);
        writer.WriteStrings("chain", credential.ExportChain().Select(Sha256));
        writer.WriteEndObject();
    }

    private static string Sha256(X509Certificate2 certificate)
    {
        using (certificate)
        {
            return Convert.ToHexStringLower(SHA256.HashData(certificate.RawData));
        }
    }
}

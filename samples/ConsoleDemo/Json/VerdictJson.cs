using System.Text.Json;
using SmimeHelpdesk;

namespace ConsoleDemo.Json;

internal static class VerdictJson
{
    public static void Write(Utf8JsonWriter writer, EncryptionVerdict verdict)
    {
        bool encrypted = verdict.Status is not EncryptionStatus.NotEncrypted;
        writer.WriteStartObject("encryption");
        writer.WriteString("status", verdict.Status.ToString());
        writer.WriteReason("reason", verdict.Reason);
        writer.WriteString("integrity", encrypted ? verdict.Integrity.ToString() : null);
        writer.WriteString("contentAlgorithm", verdict.ContentAlgorithm);
        writer.WriteString("keyAlgorithm", verdict.KeyAlgorithm);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, SignatureVerdict verdict)
    {
        writer.WriteStartObject("signature");
        writer.WriteString("status", verdict.Status.ToString());
        writer.WriteReason("reason", verdict.Reason);
        writer.WriteNames("allReasons", verdict.Findings.Select(finding => finding.Reason));
        writer.WriteNames("cautions", verdict.Cautions);
        writer.WritePropertyName("signer");
        WriteSigner(writer, verdict.Signer);
        writer.WriteInstant("signingTime", verdict.SigningTime);
        writer.WriteEndObject();
    }

    private static void WriteSigner(Utf8JsonWriter writer, MessageSigner? signer)
    {
        if (signer is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteStrings("addresses", signer.Addresses);
        writer.WriteString("subject", signer.Subject);
        writer.WriteString("issuer", signer.Issuer);
        writer.WriteString("sha256", signer.Sha256);
        writer.WriteString("key", signer.Key);
        writer.WriteString("strength", signer.Strength.ToString());
        writer.WriteEndObject();
    }
}

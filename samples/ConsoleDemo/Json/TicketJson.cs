using System.Text.Json;
using ConsoleDemo.Setup;
using SmimeHelpdesk;

namespace ConsoleDemo.Json;

/// <summary>The answer of <c>open</c> to one message.</summary>
internal static class TicketJson
{
    public static byte[] Create(string file, Ticket ticket) => JsonLine.Create(writer =>
    {
        OpenedMessage message = ticket.Message;
        writer.WriteString("file", file);
        VerdictJson.Write(writer, message.Encryption);
        VerdictJson.Write(writer, message.Signature);
        WriteHeaders(writer, message.Headers);
        ContentJson.Write(writer, message.Content);
        WriteHarvest(writer, message.Harvest);
        WriteReply(writer, ticket.Availability, message.PlaintextQuote);
        writer.WriteNumber("elapsedMs", Math.Round(ticket.Elapsed.TotalMilliseconds, 1));
    });

    private static void WriteHeaders(Utf8JsonWriter writer, MessageHeaders headers)
    {
        writer.WriteStartObject("headers");
        writer.WriteString("from", headers.From);
        writer.WriteStrings("to", headers.To);
        writer.WriteString("subject", headers.Subject);
        writer.WriteString("subjectProtection", headers.SubjectProtection.ToString());
        writer.WriteEndObject();
    }

    private static void WriteHarvest(Utf8JsonWriter writer, HarvestResult harvest)
    {
        writer.WriteStartObject("harvest");
        writer.WriteBoolean("stored", harvest.Status is HarvestStatus.Stored);
        writer.WriteString("address", harvest.Address);
        writer.WriteString("sha256", harvest.Sha256);
        writer.WriteReason("reason", harvest.Reason);
        writer.WriteEndObject();
    }

    private static void WriteReply(Utf8JsonWriter writer, ReplyAvailability availability, string quote)
    {
        writer.WriteStartObject("reply");
        writer.WriteString("sign", availability.Sign.ToString());
        writer.WriteString("encrypt", availability.Encrypt.ToString());
        writer.WriteStrings("encryptTo", availability.Recipients
            .Where(recipient => recipient.Encrypt is EncryptAvailability.Available)
            .Select(recipient => recipient.Sha256)
            .OfType<string>());
        writer.WriteNames("cautions", availability.Cautions);
        writer.WriteString("quote", quote);
        writer.WriteEndObject();
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using MiniDesk.Data;
using SmimeHelpdesk;

namespace MiniDesk.Tickets;

/// <summary>A message's verdicts as the database keeps them. The sentences are not kept: they are made in the language of whoever reads.</summary>
internal sealed record StoredVerdict(SignatureVerdict Signature, EncryptionVerdict Encryption, string? From)
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new FindingConverter() } };

    public MessageSummary Summary => new(Signature, Encryption, From);

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static StoredVerdict? Of(TicketMessage message) =>
        message.Verdict is { } json ? JsonSerializer.Deserialize<StoredVerdict>(json, Options) : null;

    // The record has two constructors, between which the serialiser cannot choose.
    private sealed class FindingConverter : JsonConverter<SignatureFinding>
    {
        private sealed record Finding(SignatureReason Reason, Dictionary<string, string> Facts);

        public override SignatureFinding? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<Finding>(ref reader) is { } finding ? new SignatureFinding(finding.Reason, finding.Facts) : null;

        public override void Write(Utf8JsonWriter writer, SignatureFinding value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new Finding(value.Reason, new Dictionary<string, string>(value.Facts)));
    }
}

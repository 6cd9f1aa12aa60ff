using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmimeHelpdesk;

public sealed partial record ReplyContext
{
    /// <summary>The record as JSON.</summary>
    /// <returns>One JSON object.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, ReplyContextJson.Default.ReplyContext);

    /// <summary>Reads what <see cref="ToJson"/> has written.</summary>
    /// <param name="json">The JSON object.</param>
    /// <returns>An equal record.</returns>
    /// <exception cref="ArgumentException">The text is not such an object, or of a newer version.</exception>
    public static ReplyContext FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            ReplyContext? context = JsonSerializer.Deserialize(json, ReplyContextJson.Default.ReplyContext);
            return context is { Version: 1, MailboxAddress: not null }
                ? context
                : throw new ArgumentException("This is not a reply context of version 1.", nameof(json));
        }
        catch (JsonException exception)
        {
            throw new ArgumentException("This is not a reply context.", nameof(json), exception);
        }
    }
}

[JsonSerializable(typeof(ReplyContext))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class ReplyContextJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Encodings.Web;

namespace SmimeHelpdesk.Tests.Corpora;

/// <summary>
/// Finds a value in an answer: <c>a.b.c</c>, where lists are mapped over; <c>a|b</c> joins two fields; <c>#a</c> is a length;
/// <c>*</c> is the whole answer as text.
/// </summary>
internal static class AnswerPath
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonNode? Find(JsonObject answer, string path)
    {
        if (path.Contains('|', StringComparison.Ordinal))
        {
            return Join([.. path.Split('|').Select(part => Find(answer, part))]);
        }

        if (path.StartsWith('#'))
        {
            return Find(answer, path[1..]) switch
            {
                null => 0,
                JsonArray list => list.Count,
                JsonObject map => map.Count,
                var value => value.ToString().Length,
            };
        }

        return path == "*" ? Everything(answer) : path.Split('.').Aggregate((JsonNode?)answer, Step);
    }

    private static JsonNode? Step(JsonNode? node, string key) => node switch
    {
        JsonObject map => map[key],
        JsonArray list => Flatten(list.Select(item => (item as JsonObject)?[key])),
        _ => null,
    };

    private static JsonNode Join(JsonNode?[] parts) => parts.Any(part => part is JsonArray)
        ? Flatten(parts.Where(part => part is not null))
        : string.Join('\n', parts.OfType<JsonNode>().Select(part => part.ToString()));

    private static JsonArray Flatten(IEnumerable<JsonNode?> nodes) =>
        new([.. nodes.SelectMany(node => node is JsonArray list ? list.AsEnumerable() : [node]).Select(node => node?.DeepClone())]);

    private static string Everything(JsonObject answer)
    {
        JsonObject copy = answer.DeepClone().AsObject();
        copy.Remove("file");
        copy.Remove("why");
        return copy.ToJsonString(Readable);
    }
}

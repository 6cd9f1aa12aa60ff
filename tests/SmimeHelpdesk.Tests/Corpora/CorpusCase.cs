using System.Text.Json.Nodes;

namespace SmimeHelpdesk.Tests.Corpora;

/// <summary>One line of <c>expected.jsonl</c>.</summary>
internal sealed class CorpusCase(JsonObject line)
{
    public string Id { get; } = (string)line["id"]!;

    public IReadOnlyList<string> Files { get; } = Strings(line["files"]);

    public bool IsImport { get; } = (string?)line["verb"] == "import";

    public JsonObject Arguments { get; } = line["args"]?.AsObject() ?? [];

    public JsonObject? Wrap { get; } = line["wrap"]?.AsObject();

    public string? Transform { get; } = (string?)line["transform"];

    public JsonObject Headers { get; } = line["headers"]?.AsObject() ?? [];

    /// <summary>The files together are one paste.</summary>
    public bool IsJoined { get; } = (bool?)line["join"] ?? false;

    /// <summary>The case shares no certificate cache with others.</summary>
    public bool IsAlone { get; } = ((bool?)line["isolate"] ?? false) || Strings(line["files"]).Count > 1;

    /// <summary>Cases that must hold too, so that refusing everything is no success.</summary>
    public IReadOnlyList<string> Requires { get; } = Strings(line["requires"]);

    /// <summary>A family that must answer alike, and the fields it must agree in.</summary>
    public JsonObject? Same { get; } = line["same"]?.AsObject();

    private JsonObject Asserts { get; } = line["asserts"]?.AsObject() ?? [];

    private JsonObject? Each { get; } = line["each"]?.AsObject();

    private JsonObject At { get; } = line["assertsAt"]?.AsObject() ?? [];

    public static IReadOnlyList<CorpusCase> Load(string folder) =>
        [.. File.ReadLines(Path.Combine(folder, "expected.jsonl"))
            .Where(text => text.Trim().Length > 0 && text[0] != '#')
            .Select(text => new CorpusCase(JsonNode.Parse(text)!.AsObject()))];

    /// <summary>What must hold of the answer to the file with this index; null when nothing special must.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> AssertsFor(int index, int count)
    {
        IEnumerable<KeyValuePair<string, JsonNode?>> common = Each ?? (index == count - 1 ? Asserts : []);
        JsonObject special = At[index.ToString(System.Globalization.CultureInfo.InvariantCulture)]?.AsObject() ?? [];
        return common.Where(pair => !special.ContainsKey(pair.Key)).Concat(special);
    }

    private static List<string> Strings(JsonNode? array) => [.. (array?.AsArray() ?? []).Select(item => (string)item!)];
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SmimeHelpdesk.Tests.Corpora;

/// <summary>Whether an answer is as expected.</summary>
internal static partial class Expectation
{
    /// <summary>What is wrong with a field; null when it is as wanted.</summary>
    public static string? Check(JsonObject answer, string path, JsonNode? wanted)
    {
        if (path == "anyOf")
        {
            return AnyOf(answer, wanted!.AsArray());
        }

        JsonNode? value = AnswerPath.Find(answer, path);
        bool holds = wanted switch
        {
            JsonArray choices => Contains(choices, value),
            JsonObject operators => operators.All(pair => Holds(pair.Key, pair.Value, value)),
            _ => JsonNode.DeepEquals(value, wanted),
        };
        return holds ? null : $"{path}: expected {wanted?.ToJsonString() ?? "null"}, got {Short(value)}";
    }

    private static string? AnyOf(JsonObject answer, JsonArray alternatives)
    {
        var problems = new List<string>();
        foreach (JsonObject alternative in alternatives.Select(item => item!.AsObject()))
        {
            string? problem = alternative.Select(pair => Check(answer, pair.Key, pair.Value)).FirstOrDefault(found => found is not null);
            if (problem is null)
            {
                return null;
            }

            problems.Add(problem);
        }

        return string.Join(" or ", problems);
    }

    private static bool Holds(string name, JsonNode? argument, JsonNode? value) => name switch
    {
        "in" => Contains(argument!.AsArray(), value),
        "notIn" => value is not null && !Contains(argument!.AsArray(), value),
        "contains" => List(argument).All(needle => HoldsOne(value, needle)),
        "containsAny" => List(argument).Any(needle => HoldsOne(value, needle)),
        "notContains" => !List(argument).Any(needle => HoldsOne(value, needle)),
        "equals" => JsonNode.DeepEquals(value, argument),
        "notEquals" => !JsonNode.DeepEquals(value, argument),
        "same" => List(value).Select(Lower).Order(StringComparer.Ordinal).SequenceEqual(List(argument).Select(Lower).Order(StringComparer.Ordinal)),
        "lt" => value is JsonValue && (double)value < (double)argument!,
        "gt" => value is JsonValue && (double)value > (double)argument!,
        "exists" => value is not null == (bool)argument!,
        "matches" => value is not null && Matches(value, argument),
        "notMatches" => value is null || !Matches(value, argument),
        _ => throw new NotSupportedException("operator " + name),
    };

    private static bool Matches(JsonNode value, JsonNode? pattern) =>
        Regex.IsMatch(string.Join('\n', List(value).Select(item => item?.ToString())), (string)pattern!, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    private static bool HoldsOne(JsonNode? value, JsonNode? needle) => value switch
    {
        null => false,
        JsonArray list => list.Any(item => Lower(item) == Lower(needle)),
        _ => Fold(value).Contains(Fold(needle!), StringComparison.Ordinal),
    };

    private static bool Contains(JsonArray choices, JsonNode? value) => choices.Any(choice => JsonNode.DeepEquals(choice, value));

    private static JsonArray List(JsonNode? value) => value is JsonArray list ? list : value is null ? [] : [value.DeepClone()];

    private static string Lower(JsonNode? value) => (value?.ToString() ?? "null").ToLowerInvariant();

    private static string Fold(JsonNode value) => Space().Replace(value.ToString(), " ").Trim();

    private static string Short(JsonNode? value)
    {
        string text = value?.ToJsonString() ?? "null";
        return text.Length > 240 ? text[..240] + "…" : text;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}

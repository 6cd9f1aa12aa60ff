using System.Globalization;
using System.Text.Json;

namespace ConsoleDemo.Json;

internal static class JsonWriting
{
    /// <summary>The member's name; null for the member that means there is nothing to say.</summary>
    public static void WriteReason<T>(this Utf8JsonWriter writer, string name, T value)
        where T : struct, Enum =>
        writer.WriteString(name, EqualityComparer<T>.Default.Equals(value, default) ? null : value.ToString());

    public static void WriteNames<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> values)
        where T : struct, Enum =>
        writer.WriteStrings(name, values.Select(value => value.ToString()));

    public static void WriteStrings(this Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    public static void WriteInstant(this Utf8JsonWriter writer, string name, DateTimeOffset? instant) =>
        writer.WriteString(name, instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}

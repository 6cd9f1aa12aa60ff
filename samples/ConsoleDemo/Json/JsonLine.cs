using System.Text.Json;

namespace ConsoleDemo.Json;

/// <summary>One JSON object on one line of standard output.</summary>
internal static class JsonLine
{
    public static byte[] Create(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }
}

using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Spooling;

/// <summary>The same bytes in every kind of source.</summary>
internal static class SourceKinds
{
    public static readonly string[] All = ["memory", "slice", "segments", "joined", "temporary file", "host's file", "base64"];

    public static ByteSource Create(string kind, byte[] bytes, TemporaryDirectory directory) => kind switch
    {
        "memory" => ByteSource.From(bytes),
        "slice" => new SliceByteSource(ByteSource.From((byte[])[1, 2, 3, .. bytes, 4]), 3, bytes.Length),
        "segments" => Segments(bytes),
        "joined" => new JoinedByteSource(ByteSource.From(bytes.AsMemory(0, bytes.Length / 3)), ByteSource.From(bytes.AsMemory(bytes.Length / 3))),
        "temporary file" => Temporary(bytes, directory),
        "host's file" => HostFile(bytes, directory),
        _ => new Base64ByteSource(ByteSource.From(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks)))),
    };

    private static SegmentedByteSource Segments(byte[] bytes)
    {
        // A gap of one octet after each segment of a thousand.
        byte[][] chunks = [.. bytes.Chunk(1000)];
        return new SegmentedByteSource(
            ByteSource.From(chunks.SelectMany(chunk => chunk.Append((byte)0xEE)).ToArray()),
            [.. chunks.Select((chunk, i) => (i * 1001L, (long)chunk.Length))]);
    }

    private static TemporaryFile Temporary(byte[] bytes, TemporaryDirectory directory)
    {
        var file = new TemporaryFile(directory.Path);
        foreach (byte[] chunk in bytes.Chunk(50_001))
        {
            file.Append(chunk);
        }

        return file;
    }

    private static FileByteSource HostFile(byte[] bytes, TemporaryDirectory directory)
    {
        using FileStream stream = File.OpenRead(directory.Write([7, 7, .. bytes]));
        stream.Position = 2;
        return FileByteSource.TryOpen(stream)!;
    }
}

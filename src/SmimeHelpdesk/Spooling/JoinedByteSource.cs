namespace SmimeHelpdesk.Spooling;

/// <summary>Sources, one after the other; it owns none.</summary>
internal sealed class JoinedByteSource(params IReadOnlyList<ByteSource> parts) : ByteSource
{
    public override long Length { get; } = parts.Sum(part => part.Length);

    public override int Read(long offset, Span<byte> buffer)
    {
        int total = 0;
        foreach (ByteSource part in parts)
        {
            if (offset >= part.Length)
            {
                offset -= part.Length;
                continue;
            }

            int read = part.Read(offset, buffer[total..]);
            total += read;
            if (total == buffer.Length || offset + read < part.Length)
            {
                break;
            }

            offset = 0;
        }

        return total;
    }

    public override void WriteTo(Stream output)
    {
        foreach (ByteSource part in parts)
        {
            part.WriteTo(output);
        }
    }
}

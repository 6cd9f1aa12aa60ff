namespace SmimeHelpdesk.Spooling;

internal sealed class MemoryByteSource(ReadOnlyMemory<byte> bytes) : ByteSource
{
    public override long Length => bytes.Length;

    public override int Read(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset >= bytes.Length)
        {
            return 0;
        }

        ReadOnlySpan<byte> rest = bytes.Span[(int)offset..];
        int count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        return count;
    }

    public override ByteSource Slice(long offset, long length)
    {
        int start = (int)Math.Clamp(offset, 0, bytes.Length);
        int count = (int)Math.Clamp(length, 0, bytes.Length - start);
        return new MemoryByteSource(bytes.Slice(start, count));
    }

    public override bool TryGetMemory(out ReadOnlyMemory<byte> memory)
    {
        memory = bytes;
        return true;
    }

    public override ReadOnlyMemory<byte> ToMemory(long limit)
    {
        LimitExceededException.ThrowIfAbove(bytes.Length, limit);
        return bytes;
    }
}

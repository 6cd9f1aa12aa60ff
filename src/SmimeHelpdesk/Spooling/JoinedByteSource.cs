namespace SmimeHelpdesk.Spooling;

/// <summary>One source and then another; it owns neither.</summary>
internal sealed class JoinedByteSource(ByteSource first, ByteSource second) : ByteSource
{
    public override long Length => first.Length + second.Length;

    public override int Read(long offset, Span<byte> buffer)
    {
        if (offset >= first.Length)
        {
            return second.Read(offset - first.Length, buffer);
        }

        int read = first.Read(offset, buffer);
        return read < buffer.Length && offset + read == first.Length ? read + second.Read(0, buffer[read..]) : read;
    }
}

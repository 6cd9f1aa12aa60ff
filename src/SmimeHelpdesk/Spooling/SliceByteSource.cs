namespace SmimeHelpdesk.Spooling;

internal sealed class SliceByteSource : ByteSource
{
    private readonly ByteSource _source;
    private readonly long _start;

    public SliceByteSource(ByteSource source, long offset, long length)
    {
        _source = source;
        _start = Math.Clamp(offset, 0, source.Length);
        Length = Math.Clamp(length, 0, source.Length - _start);
    }

    public override long Length { get; }

    public override int Read(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset >= Length)
        {
            return 0;
        }

        int count = (int)Math.Min(buffer.Length, Length - offset);
        return _source.Read(_start + offset, buffer[..count]);
    }

    public override ByteSource Slice(long offset, long length)
    {
        long start = Math.Clamp(offset, 0, Length);
        return new SliceByteSource(_source, _start + start, Math.Clamp(length, 0, Length - start));
    }
}

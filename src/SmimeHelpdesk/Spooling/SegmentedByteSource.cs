namespace SmimeHelpdesk.Spooling;

/// <summary>Segments of another source, read as one.</summary>
internal sealed class SegmentedByteSource : ByteSource
{
    private readonly ByteSource _source;
    private readonly (long Offset, long Length)[] _segments;
    private readonly long[] _starts;

    public SegmentedByteSource(ByteSource source, IReadOnlyList<(long Offset, long Length)> segments)
    {
        _source = source;
        _segments = [.. segments];
        _starts = new long[_segments.Length];
        long start = 0;
        for (int i = 0; i < _segments.Length; i++)
        {
            _starts[i] = start;
            start += _segments[i].Length;
        }

        Length = start;
    }

    public override long Length { get; }

    public override int Read(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset >= Length)
        {
            return 0;
        }

        int index = Array.BinarySearch(_starts, offset);
        index = index >= 0 ? index : ~index - 1;
        int total = 0;
        for (; index < _segments.Length && total < buffer.Length; index++)
        {
            long skip = offset + total - _starts[index];
            int wanted = (int)Math.Min(_segments[index].Length - skip, buffer.Length - total);
            total += _source.Read(_segments[index].Offset + skip, buffer.Slice(total, wanted));
        }

        return total;
    }
}

using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms;

/// <summary>
/// What the elements of one source share. Lengths found by looking for an end marker are kept: each level of a structure would look
/// again otherwise, which turns a megabyte of small elements into seconds.
/// </summary>
internal sealed class BerTree(ByteSource source, int maximumDepth)
{
    private readonly Dictionary<long, long> _measured = [];

    public ByteSource Source => source;

    public int MaximumDepth => maximumDepth;

    public BerHeader ReadHeader(long start, long end)
    {
        Span<byte> buffer = stackalloc byte[BerHeader.MaximumLength];
        int wanted = (int)Math.Min(buffer.Length, end - start);
        BerHeader header = BerHeader.Parse(buffer[..source.Read(start, buffer[..wanted])]);
        return header.ContentLength <= end - start - header.Length
            ? header
            : throw new CmsFormatException("An element is longer than what holds it.");
    }

    public bool IsEndMarker(long offset, long end)
    {
        Span<byte> marker = stackalloc byte[2];
        return offset + 2 <= end && source.Read(offset, marker) == 2
            ? marker is [0, 0]
            : throw new CmsFormatException("An element of indefinite length does not end.");
    }

    public long? Measured(long start) => _measured.TryGetValue(start, out long length) ? length : null;

    public long Remember(long start, long length)
    {
        _measured[start] = length;
        return length;
    }
}

using System.Buffers;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>
/// Walks over the lines of a source: one in memory where it is, any other with a bounded window. A line of any length costs no memory.
/// </summary>
internal sealed class LineReader : IDisposable
{
    /// <summary>How much of a line can be seen: more than any boundary or header field name.</summary>
    public const int VisibleLength = 1024;

    private const int WindowLength = 64 << 10;
    private readonly ByteSource _source;
    private readonly byte[]? _buffer;
    private ReadOnlyMemory<byte> _window;
    private byte[]? _head;
    private long _windowStart;
    private int _highest;
    private int _visibleStart;
    private int _visibleLength;
    private bool _isInHead;

    public LineReader(ByteSource source, long start)
    {
        _source = source;
        Start = End = Next = PreviousEnd = _windowStart = start;
        if (source.TryGetMemory(out ReadOnlyMemory<byte> all))
        {
            _window = all[(int)Math.Min(start, all.Length)..];
        }
        else
        {
            _buffer = ArrayPool<byte>.Shared.Rent(WindowLength);
        }
    }

    /// <summary>The offset of the line's first byte.</summary>
    public long Start { get; private set; }

    /// <summary>The offset after the line's last byte, its line break not counted.</summary>
    public long End { get; private set; }

    /// <summary>The offset of the line after.</summary>
    public long Next { get; private set; }

    /// <summary>The offset after the last byte of the line before this one, its line break not counted.</summary>
    public long PreviousEnd { get; private set; }

    /// <summary>The line without its break, at most <see cref="VisibleLength"/> bytes of it.</summary>
    public ReadOnlySpan<byte> Text => (_isInHead ? _head : _window.Span).Slice(_visibleStart, _visibleLength);

    public bool IsWhole => End - Start <= VisibleLength;

    /// <summary>Moves to the next line; false at the end of the source.</summary>
    public bool Read()
    {
        PreviousEnd = End;
        Start = Next;
        int offset = (int)(Start - _windowStart);
        ReadOnlySpan<byte> window = _window.Span;
        int length = window[offset..].IndexOf((byte)'\n');
        if (length < 0)
        {
            Refill(offset);
            offset = 0;
            window = _window.Span;
            length = window.IndexOf((byte)'\n');
        }

        if (length < 0)
        {
            return !window.IsEmpty && ReadLong();
        }

        Next = Start + length + 1;
        int text = length > 0 && window[offset + length - 1] == '\r' ? length - 1 : length;
        End = Start + text;
        Show(offset, text, false);
        return true;
    }

    /// <summary>Moves to the next line that begins with two hyphens; false when there is none. Lines of a body cost next to nothing so.</summary>
    public bool ReadDelimiter()
    {
        int offset = (int)(Next - _windowStart);
        if (_window.Length - offset < 2)
        {
            Refill(offset);
            offset = 0;
        }

        return _window.Span[offset..].StartsWith("--"u8) ? Read() : SkipToDelimiter(offset);
    }

    public void Dispose()
    {
        if (_buffer is not null)
        {
            PooledBuffer.Return(_buffer, _highest);
        }
    }

    // A line that is longer than the window, or the last one without a break.
    private bool ReadLong()
    {
        int visible = Math.Min(_window.Length, VisibleLength);
        _head ??= new byte[VisibleLength];
        _window.Span[..visible].CopyTo(_head);
        byte last;
        int index;
        do
        {
            last = _window.Span[_window.Length - 1];
            Refill(_window.Length);
            index = _window.Span.IndexOf((byte)'\n');
        }
        while (index < 0 && _window.Length > 0);

        if (index < 0)
        {
            Next = End = _windowStart;
        }
        else
        {
            Next = _windowStart + index + 1;
            byte before = index > 0 ? _window.Span[index - 1] : last;
            End = Next - (before == '\r' ? 2 : 1);
        }

        Show(0, visible, true);
        return true;
    }

    private bool SkipToDelimiter(int offset)
    {
        int index;
        while ((index = _window.Span[offset..].IndexOf("\n--"u8)) < 0)
        {
            // The break before a delimiter may stand at the end of one window and the delimiter in the next.
            int kept = Math.Min(_window.Length, 3);
            long end = _windowStart + _window.Length;
            Refill(_window.Length - kept);
            offset = 0;
            if (_windowStart + _window.Length == end)
            {
                Start = Next = end;
                return false;
            }
        }

        int feed = offset + index;
        long start = _windowStart + feed;
        End = feed > 0 && _window.Span[feed - 1] == '\r' ? start - 1 : start;
        Next = start + 1;
        return Read();
    }

    // All of a source in memory is in the window from the beginning.
    private void Refill(int consumed)
    {
        _windowStart += consumed;
        _window = _buffer is null ? _window[consumed..] : Fill(_buffer, _window.Span[consumed..]);
    }

    private ReadOnlyMemory<byte> Fill(byte[] buffer, ReadOnlySpan<byte> kept)
    {
        kept.CopyTo(buffer);
        int filled = kept.Length;
        for (int read; filled < WindowLength && (read = _source.Read(_windowStart + filled, buffer.AsSpan(filled, WindowLength - filled))) > 0;)
        {
            filled += read;
        }

        _highest = Math.Max(_highest, filled);
        return buffer.AsMemory(0, filled);
    }

    private void Show(int offset, int length, bool isInHead)
    {
        _visibleStart = offset;
        _visibleLength = Math.Min(length, VisibleLength);
        _isInHead = isInHead;
    }
}

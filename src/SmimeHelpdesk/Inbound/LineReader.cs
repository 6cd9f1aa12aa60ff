using System.Buffers;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>Walks over the lines of a source with a bounded window: a line of any length costs no memory.</summary>
internal sealed class LineReader(ByteSource source, long start) : IDisposable
{
    /// <summary>How much of a line can be seen: more than any boundary or header field name.</summary>
    public const int VisibleLength = 1024;

    private const int WindowLength = 64 << 10;
    private readonly byte[] _window = ArrayPool<byte>.Shared.Rent(WindowLength);
    private byte[] _head = [];
    private long _windowStart = start;
    private int _filled;
    private int _highest;
    private int _visibleStart;
    private int _visibleLength;
    private bool _isInHead;

    /// <summary>The offset of the line's first byte.</summary>
    public long Start { get; private set; } = start;

    /// <summary>The offset after the line's last byte, its line break not counted.</summary>
    public long End { get; private set; } = start;

    /// <summary>The offset of the line after.</summary>
    public long Next { get; private set; } = start;

    /// <summary>The offset after the last byte of the line before this one, its line break not counted.</summary>
    public long PreviousEnd { get; private set; } = start;

    /// <summary>The line without its break, at most <see cref="VisibleLength"/> bytes of it.</summary>
    public ReadOnlySpan<byte> Text => (_isInHead ? _head : _window).AsSpan(_visibleStart, _visibleLength);

    public bool IsWhole => End - Start <= VisibleLength;

    /// <summary>Moves to the next line; false at the end of the source.</summary>
    public bool Read()
    {
        PreviousEnd = End;
        Start = Next;
        int offset = (int)(Start - _windowStart);
        int length = _window.AsSpan(offset, _filled - offset).IndexOf((byte)'\n');
        if (length < 0)
        {
            Refill(offset);
            offset = 0;
            length = _window.AsSpan(0, _filled).IndexOf((byte)'\n');
        }

        if (length < 0)
        {
            return _filled > 0 && ReadLong();
        }

        Next = Start + length + 1;
        int text = length > 0 && _window[offset + length - 1] == '\r' ? length - 1 : length;
        End = Start + text;
        Show(offset, text, false);
        return true;
    }

    /// <summary>Moves to the next line that begins with two hyphens; false when there is none. Lines of a body cost next to nothing so.</summary>
    public bool ReadDelimiter()
    {
        int offset = (int)(Next - _windowStart);
        if (_filled - offset < 2)
        {
            Refill(offset);
            offset = 0;
        }

        return _window.AsSpan(offset, _filled - offset).StartsWith("--"u8) ? Read() : SkipToDelimiter(offset);
    }

    public void Dispose() => PooledBuffer.Return(_window, _highest);

    // A line that is longer than the window, or the last one without a break.
    private bool ReadLong()
    {
        int visible = Math.Min(_filled, VisibleLength);
        _head = _head.Length > 0 ? _head : new byte[VisibleLength];
        _window.AsSpan(0, visible).CopyTo(_head);
        byte last;
        int index;
        do
        {
            last = _window[_filled - 1];
            Refill(_filled);
            index = _window.AsSpan(0, _filled).IndexOf((byte)'\n');
        }
        while (index < 0 && _filled > 0);

        if (index < 0)
        {
            Next = End = _windowStart;
        }
        else
        {
            Next = _windowStart + index + 1;
            byte before = index > 0 ? _window[index - 1] : last;
            End = Next - (before == '\r' ? 2 : 1);
        }

        Show(0, (int)Math.Min(visible, End - Start), true);
        return true;
    }

    private bool SkipToDelimiter(int offset)
    {
        int index;
        while ((index = _window.AsSpan(offset, _filled - offset).IndexOf("\n--"u8)) < 0)
        {
            // The break before a delimiter may stand at the end of one window and the delimiter in the next.
            int kept = Math.Min(_filled, 3);
            long end = _windowStart + _filled;
            Refill(_filled - kept);
            offset = Math.Max(0, kept - 2);
            if (_windowStart + _filled == end)
            {
                Start = Next = end;
                return false;
            }
        }

        int feed = offset + index;
        long start = _windowStart + feed;
        End = feed > 0 && _window[feed - 1] == '\r' ? start - 1 : start;
        Next = start + 1;
        return Read();
    }

    private void Refill(int consumed)
    {
        int kept = _filled - consumed;
        _window.AsSpan(consumed, kept).CopyTo(_window);
        _windowStart += consumed;
        _filled = kept;
        while (_filled < WindowLength)
        {
            int read = source.Read(_windowStart + _filled, _window.AsSpan(_filled, WindowLength - _filled));
            if (read == 0)
            {
                return;
            }

            _filled += read;
            _highest = Math.Max(_highest, _filled);
        }
    }

    private void Show(int offset, int length, bool isInHead)
    {
        _visibleStart = offset;
        _visibleLength = Math.Min(length, VisibleLength);
        _isInHead = isInHead;
    }
}

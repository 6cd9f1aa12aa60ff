using System.Buffers;
using System.Numerics;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>A source read with every bare line feed as CR LF (RFC 8551 section 3.1.1).</summary>
internal sealed class CanonicalTextStream(ByteSource source) : ForwardStream(2 * InputLength)
{
    private const int InputLength = 32 * 1024;

    private readonly byte[] _input = new byte[InputLength];
    private long _offset;
    private bool _afterReturn;

    public static bool HasBareLineFeed(ByteSource source)
    {
        if (source.TryGetMemory(out ReadOnlyMemory<byte> memory))
        {
            return HasBareLineFeed(memory.Span, (byte)0);
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(InputLength);
        bool found = false;
        byte last = 0;
        long offset = 0;
        for (int read; !found && (read = source.Read(offset, buffer)) > 0; offset += read)
        {
            found = HasBareLineFeed(buffer.AsSpan(0, read), last);
            last = buffer[read - 1];
        }

        PooledBuffer.Return(buffer, buffer.Length);
        return found;
    }

    private static bool HasBareLineFeed(ReadOnlySpan<byte> text, byte before)
    {
        if (text.IsEmpty || (text[0] == '\n' && before != '\r'))
        {
            return !text.IsEmpty;
        }

        // Every octet beside the one before it, as many pairs at once as the machine can.
        int at = 1;
        for (int width = Vector<byte>.Count; at + width <= text.Length; at += width)
        {
            Vector<byte> feeds = Vector.Equals(new Vector<byte>(text[at..]), new Vector<byte>((byte)'\n'));
            Vector<byte> returns = Vector.Equals(new Vector<byte>(text[(at - 1)..]), new Vector<byte>((byte)'\r'));
            if (Vector.AndNot(feeds, returns) != Vector<byte>.Zero)
            {
                return true;
            }
        }

        for (; at < text.Length; at++)
        {
            if (text[at] == '\n' && text[at - 1] != '\r')
            {
                return true;
            }
        }

        return false;
    }

    protected override int Fill(byte[] piece, out bool isLast)
    {
        int read = source.Read(_offset, _input);
        _offset += read;
        isLast = read == 0;
        int length = 0;
        foreach (byte octet in _input.AsSpan(0, read))
        {
            if (octet == '\n' && !_afterReturn)
            {
                piece[length++] = (byte)'\r';
            }

            piece[length++] = octet;
            _afterReturn = octet == '\r';
        }

        return length;
    }
}

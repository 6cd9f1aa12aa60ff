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
        byte[] buffer = new byte[InputLength];
        bool afterReturn = false;
        long offset = 0;
        for (int read; (read = source.Read(offset, buffer)) > 0; offset += read)
        {
            ReadOnlySpan<byte> rest = buffer.AsSpan(0, read);
            int at = 0;
            for (int next; (next = rest[at..].IndexOf((byte)'\n')) >= 0; at += next + 1)
            {
                int feed = at + next;
                if (feed == 0 ? !afterReturn : rest[feed - 1] != '\r')
                {
                    return true;
                }
            }

            afterReturn = rest[^1] == '\r';
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

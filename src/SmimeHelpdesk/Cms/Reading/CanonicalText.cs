using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>A source with every bare line feed read as CR LF (RFC 8551 section 3.1.1). Made in memory: only mail stored with bare line feeds needs it.</summary>
internal sealed class CanonicalText : ByteSource
{
    private readonly byte[] _bytes;

    public CanonicalText(ByteSource source)
    {
        using Stream stream = source.OpenRead();
        var output = new MemoryStream((int)Math.Min(int.MaxValue / 2, source.Length + (source.Length / 16) + 64));
        byte[] buffer = new byte[32768];
        bool afterReturn = false;
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            int start = 0;
            for (int i = 0; i < read; i++)
            {
                if (buffer[i] == '\n' && !afterReturn)
                {
                    output.Write(buffer, start, i - start);
                    output.WriteByte((byte)'\r');
                    start = i;
                }

                afterReturn = buffer[i] == '\r';
            }

            output.Write(buffer, start, read - start);
        }

        _bytes = output.ToArray();
    }

    public override long Length => _bytes.Length;

    public static bool HasBareLineFeed(ByteSource source)
    {
        byte[] buffer = new byte[32768];
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

    public override int Read(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset >= _bytes.Length)
        {
            return 0;
        }

        int count = (int)Math.Min(buffer.Length, _bytes.Length - offset);
        _bytes.AsSpan((int)offset, count).CopyTo(buffer);
        return count;
    }
}

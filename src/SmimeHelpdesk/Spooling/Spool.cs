using System.Security.Cryptography;

namespace SmimeHelpdesk.Spooling;

/// <summary>
/// What comes out of a layer is written here once and read as a source afterwards: in memory, or, past a threshold and where the
/// policy names a directory, in a <see cref="TemporaryFile"/>. Bounded; gone without trace on dispose.
/// </summary>
internal sealed class Spool : IDisposable
{
    private readonly SpoolPlace _place;
    private readonly long _limit;
    private byte[] _bytes;
    private int _length;
    private TemporaryFile? _file;

    /// <summary>Makes a spool.</summary>
    /// <param name="place">Where large content goes.</param>
    /// <param name="expected">How much is expected; exact when known, so that nothing is copied.</param>
    /// <param name="limit">Past this, writing throws <see cref="LimitExceededException"/>.</param>
    public Spool(SpoolPlace place, long expected, long limit)
    {
        LimitExceededException.ThrowIfAbove(expected, limit);
        _place = place;
        _limit = limit;
        if (place.IsLarge(expected))
        {
            _file = new TemporaryFile(place.Directory!);
            _bytes = [];
        }
        else
        {
            LimitExceededException.ThrowIfAbove(expected, Array.MaxLength);
            _bytes = GC.AllocateUninitializedArray<byte>((int)expected);
        }
    }

    public long Length => _file?.Length ?? _length;

    /// <summary>Whether the content lies in a file, so that it must be written in pieces.</summary>
    public bool IsFile => _file is not null;

    /// <summary>What is left of the expected length in memory, to be claimed by <see cref="Advance"/>; empty for a spool in a file.</summary>
    public Memory<byte> Room => _bytes.AsMemory(_length);

    /// <summary>Room in memory for exactly this many bytes at the end, to be claimed by <see cref="Advance"/>; not for a spool in a file.</summary>
    public Span<byte> GetSpan(int count)
    {
        Grow(count);
        return _bytes.AsSpan(_length, count);
    }

    public void Advance(int count) => _length += count;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        LimitExceededException.ThrowIfAbove(Length + bytes.Length, _limit);
        if (_file is null && _place.IsLarge(_length + (long)bytes.Length))
        {
            MoveToFile();
        }

        if (_file is not null)
        {
            _file.Append(bytes);
            return;
        }

        bytes.CopyTo(GetSpan(bytes.Length));
        Advance(bytes.Length);
    }

    /// <summary>A content, written into a spool that is as large as it.</summary>
    public static Spool Keep(IContent content, SpoolPlace place)
    {
        var spool = new Spool(place, content.Length, long.MaxValue);
        try
        {
            using var stream = new SpoolStream(spool);
            content.WriteTo(stream);
            return spool;
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    /// <summary>What was written; valid until the spool is disposed.</summary>
    public ByteSource ToSource() => _file as ByteSource ?? ByteSource.From(_bytes.AsMemory(0, _length));

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        _file?.Dispose();
    }

    private void MoveToFile()
    {
        _file = new TemporaryFile(_place.Directory!);
        _file.Append(_bytes.AsSpan(0, _length));
        CryptographicOperations.ZeroMemory(_bytes);
        _bytes = [];
        _length = 0;
    }

    private void Grow(int count)
    {
        long needed = (long)_length + count;
        LimitExceededException.ThrowIfAbove(needed, Math.Min(_limit, Array.MaxLength));
        if (needed <= _bytes.Length)
        {
            return;
        }

        byte[] larger = GC.AllocateUninitializedArray<byte>((int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _bytes.Length)));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        CryptographicOperations.ZeroMemory(_bytes);
        _bytes = larger;
    }
}

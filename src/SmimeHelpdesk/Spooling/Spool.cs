using System.Security.Cryptography;

namespace SmimeHelpdesk.Spooling;

/// <summary>What comes out of a layer is written here once and read as a source afterwards. Bounded; zeroed on dispose.</summary>
internal sealed class Spool : IDisposable
{
    private readonly long _limit;
    private byte[] _bytes;
    private int _length;

    /// <summary>Makes a spool.</summary>
    /// <param name="expected">How much is expected; exact when known, so that nothing is copied.</param>
    /// <param name="limit">Past this, writing throws <see cref="LimitExceededException"/>.</param>
    public Spool(long expected, long limit)
    {
        LimitExceededException.ThrowIfAbove(expected, limit);
        LimitExceededException.ThrowIfAbove(expected, Array.MaxLength);
        _limit = limit;
        _bytes = new byte[expected];
    }

    public long Length => _length;

    /// <summary>Room for at least this many bytes at the end, to be claimed by <see cref="Advance"/>.</summary>
    public Span<byte> GetSpan(int count)
    {
        long needed = (long)_length + count;
        if (needed > _bytes.Length)
        {
            LimitExceededException.ThrowIfAbove(needed, Math.Min(_limit, Array.MaxLength));
            byte[] larger = new byte[Math.Min(Array.MaxLength, Math.Max(needed, 2L * _bytes.Length))];
            _bytes.AsSpan(0, _length).CopyTo(larger);
            CryptographicOperations.ZeroMemory(_bytes);
            _bytes = larger;
        }

        return _bytes.AsSpan(_length);
    }

    public void Advance(int count)
    {
        _length += count;
        LimitExceededException.ThrowIfAbove(_length, _limit);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Advance(bytes.Length);
    }

    /// <summary>What was written; valid until the spool is disposed.</summary>
    public ByteSource ToSource() => ByteSource.From(_bytes.AsMemory(0, _length));

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);
}

using System.Buffers;

namespace SmimeHelpdesk.Spooling;

/// <summary>
/// Bytes that can be read at any offset, more than once: a message as received, or what came out of one of its layers. Everything
/// works on slices of it, so that large content need not be copied, and need not be in memory.
/// </summary>
internal abstract class ByteSource : IContent, IDisposable
{
    private const int Chunk = 64 * 1024;

    public static ByteSource Empty { get; } = new MemoryByteSource(ReadOnlyMemory<byte>.Empty);

    public abstract long Length { get; }

    /// <summary>Fills the buffer from an offset; returns how much was there.</summary>
    public abstract int Read(long offset, Span<byte> buffer);

    public static ByteSource From(ReadOnlyMemory<byte> bytes) => new MemoryByteSource(bytes);

    public virtual ByteSource Slice(long offset, long length) => new SliceByteSource(this, offset, length);

    public Stream OpenRead() => new ByteSourceStream(this);

    /// <summary>The bytes without copying them, when they are in memory already.</summary>
    public virtual bool TryGetMemory(out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        return false;
    }

    /// <summary>The bytes in memory; only for what is known to be small.</summary>
    /// <exception cref="LimitExceededException">There are more than the limit.</exception>
    public virtual ReadOnlyMemory<byte> ToMemory(long limit)
    {
        LimitExceededException.ThrowIfAbove(Length, limit);
        byte[] bytes = new byte[Length];
        int read = Read(0, bytes);
        return bytes.AsMemory(0, read);
    }

    public virtual void WriteTo(Stream output)
    {
        if (TryGetMemory(out ReadOnlyMemory<byte> bytes))
        {
            output.Write(bytes.Span);
            return;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        long offset = 0;
        for (int read; (read = Read(offset, buffer)) > 0; offset += read)
        {
            output.Write(buffer.AsSpan(0, read));
        }

        PooledBuffer.Return(buffer, buffer.Length);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}

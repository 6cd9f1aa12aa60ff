using System.Buffers;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>Takes a message from the host's stream.</summary>
internal static class MessageReader
{
    private const int Chunk = 64 * 1024;

    /// <summary>The bytes, and whether they are all of them: past the limit only the beginning is kept, so that a ticket still has a sender and a subject.</summary>
    public static async Task<(ByteSource Raw, bool IsComplete)> ReadAsync(Stream message, SmimePolicy policy, OwnedResources owned, CancellationToken cancellationToken)
    {
        SmimeLimits limits = policy.Limits;
        long expected = message.CanSeek ? Math.Max(message.Length - message.Position, 0) : Chunk;
        if (FileByteSource.TryOpen(message) is { } file)
        {
            owned.Add(file);
            return expected <= limits.MaximumMessageSize ? (file, true) : (file.Slice(0, limits.MaximumMessageSize), false);
        }

        var spool = new Spool(policy.Spool, Math.Min(expected, limits.MaximumMessageSize), limits.MaximumMessageSize);
        owned.Add(spool);
        await FillAsync(spool, message, cancellationToken).ConfigureAwait(false);
        bool isComplete = await AppendAsync(spool, message, limits.MaximumMessageSize, cancellationToken).ConfigureAwait(false);
        return (spool.ToSource(), isComplete);
    }

    // As long as the stream keeps to its length, straight to where it stays.
    private static async Task FillAsync(Spool spool, Stream message, CancellationToken cancellationToken)
    {
        for (int read = 1; read > 0 && !spool.Room.IsEmpty;)
        {
            read = await message.ReadAsync(spool.Room, cancellationToken).ConfigureAwait(false);
            spool.Advance(read);
        }
    }

    private static async Task<bool> AppendAsync(Spool spool, Stream message, long limit, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        int used = 0;
        bool isComplete = true;
        for (int read; isComplete && (read = await message.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            int fits = (int)Math.Min(read, limit - spool.Length);
            spool.Write(buffer.AsSpan(0, fits));
            used = Math.Max(used, read);
            isComplete = fits == read;
        }

        PooledBuffer.Return(buffer, used);
        return isComplete;
    }
}

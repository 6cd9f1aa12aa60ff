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
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(expected, 1, Chunk));
        bool isComplete = true;
        for (int read; isComplete && (read = await message.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            int fits = (int)Math.Min(read, limits.MaximumMessageSize - spool.Length);
            spool.Write(buffer.AsSpan(0, fits));
            isComplete = fits == read;
        }

        PooledBuffer.Return(buffer, (int)Math.Min(buffer.Length, spool.Length));
        return (spool.ToSource(), isComplete);
    }
}

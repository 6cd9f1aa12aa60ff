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
        long expected = message.CanSeek ? Math.Clamp(message.Length - message.Position, 0, limits.MaximumMessageSize) : Chunk;
        var spool = new Spool(policy.Spool, expected, limits.MaximumMessageSize);
        owned.Add(spool);
        byte[] buffer = new byte[Chunk];
        for (int read; (read = await message.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            int fits = (int)Math.Min(read, limits.MaximumMessageSize - spool.Length);
            spool.Write(buffer.AsSpan(0, fits));
            if (fits < read)
            {
                return (spool.ToSource(), false);
            }
        }

        return (spool.ToSource(), true);
    }
}

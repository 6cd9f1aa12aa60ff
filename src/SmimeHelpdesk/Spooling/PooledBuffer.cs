using System.Buffers;
using System.Security.Cryptography;

namespace SmimeHelpdesk.Spooling;

/// <summary>Gives a rented buffer back with nothing in it that its next user could see.</summary>
internal static class PooledBuffer
{
    /// <param name="buffer">The buffer.</param>
    /// <param name="used">How much of it was written to, from its beginning.</param>
    public static void Return(byte[] buffer, int used)
    {
        CryptographicOperations.ZeroMemory(buffer.AsSpan(0, used));
        ArrayPool<byte>.Shared.Return(buffer);
    }
}

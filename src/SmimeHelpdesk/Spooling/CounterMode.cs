using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace SmimeHelpdesk.Spooling;

/// <summary>AES-256 in counter mode at any offset, with a random key of its own. Confidentiality only: it guards a file against readers, not writers.</summary>
internal sealed class CounterMode : IDisposable
{
    private const int BlockSize = 16;
    private const int BlocksAtOnce = 1024;

    private readonly Aes _aes = Aes.Create();
    private readonly byte[] _counters = new byte[BlocksAtOnce * BlockSize];
    private readonly byte[] _stream = new byte[BlocksAtOnce * BlockSize];

    public CounterMode()
    {
        Span<byte> key = stackalloc byte[32];
        RandomNumberGenerator.Fill(key);
        _aes.SetKey(key);
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Encrypts or decrypts bytes that stand at an offset.</summary>
    public void Apply(long offset, Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int skip = (int)(offset % BlockSize);
            int blocks = Math.Min(BlocksAtOnce, (skip + bytes.Length + BlockSize - 1) / BlockSize);
            for (int i = 0; i < blocks; i++)
            {
                BinaryPrimitives.WriteInt64BigEndian(_counters.AsSpan((i * BlockSize) + 8), (offset / BlockSize) + i);
            }

            _aes.EncryptEcb(_counters.AsSpan(0, blocks * BlockSize), _stream, PaddingMode.None);
            int count = Math.Min(bytes.Length, (blocks * BlockSize) - skip);
            Xor(bytes[..count], _stream.AsSpan(skip, count));
            bytes = bytes[count..];
            offset += count;
        }
    }

    public void Dispose()
    {
        _aes.Dispose();
        CryptographicOperations.ZeroMemory(_stream);
    }

    private static void Xor(Span<byte> bytes, ReadOnlySpan<byte> stream)
    {
        int at = 0;
        for (int width = Vector<byte>.Count; at + width <= bytes.Length; at += width)
        {
            (new Vector<byte>(bytes[at..]) ^ new Vector<byte>(stream[at..])).CopyTo(bytes[at..]);
        }

        for (; at < bytes.Length; at++)
        {
            bytes[at] ^= stream[at];
        }
    }
}

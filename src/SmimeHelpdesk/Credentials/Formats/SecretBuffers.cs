using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>Owns every buffer of one import that may hold a password or a key, and zeroes them all at the end. Not thread-safe.</summary>
internal sealed class SecretBuffers : IDisposable
{
    private readonly List<byte[]> _octets = [];
    private readonly List<char[]> _characters = [];

    public byte[] Octets(int length) => Own(new byte[length]);

    public char[] Characters(int length)
    {
        char[] buffer = new char[length];
        _characters.Add(buffer);
        return buffer;
    }

    /// <summary>Takes a buffer over that somebody else has filled.</summary>
    public byte[] Own(byte[] buffer)
    {
        _octets.Add(buffer);
        return buffer;
    }

    public void Dispose()
    {
        foreach (byte[] buffer in _octets)
        {
            CryptographicOperations.ZeroMemory(buffer);
        }

        foreach (char[] buffer in _characters)
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(buffer.AsSpan()));
        }

        _octets.Clear();
        _characters.Clear();
    }
}

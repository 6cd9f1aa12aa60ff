using System.Buffers;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Algorithms;

/// <summary>Encrypts what is written to it with AES-GCM, in pieces: .NET's cipher wants the whole content in memory.</summary>
internal sealed class GcmEncryptingStream(byte[] key, byte[] nonce, int tagSize, Stream output) : WritingStream
{
    private const int Chunk = 64 * 1024;
    private const int BlockSize = 16;

    private readonly GcmBlockCipher _cipher = Create(key, nonce, tagSize);
    private readonly byte[] _ciphertext = ArrayPool<byte>.Shared.Rent(Chunk + (2 * BlockSize));
    private bool _disposed;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        for (; !buffer.IsEmpty; buffer = buffer[Math.Min(Chunk, buffer.Length)..])
        {
            int written = _cipher.ProcessBytes(buffer[..Math.Min(Chunk, buffer.Length)], _ciphertext);
            output.Write(_ciphertext.AsSpan(0, written));
        }
    }

    /// <summary>Writes what was held back and returns the authentication tag.</summary>
    public byte[] Finish()
    {
        int written = _cipher.DoFinal(_ciphertext) - tagSize;
        output.Write(_ciphertext.AsSpan(0, written));
        return _ciphertext.AsSpan(written, tagSize).ToArray();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            ArrayPool<byte>.Shared.Return(_ciphertext);
        }

        base.Dispose(disposing);
    }

    private static GcmBlockCipher Create(byte[] key, byte[] nonce, int tagSize)
    {
        var cipher = new GcmBlockCipher(AesUtilities.CreateEngine());
        cipher.Init(true, new AeadParameters(new KeyParameter(key), tagSize * 8, nonce));
        return cipher;
    }
}

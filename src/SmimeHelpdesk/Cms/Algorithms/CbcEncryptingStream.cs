using System.Buffers;
using System.Security.Cryptography;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Algorithms;

/// <summary>Encrypts what is written to it with AES-CBC, in pieces, and pads at <see cref="Finish"/> (RFC 5652 section 6.3).</summary>
internal sealed class CbcEncryptingStream(Aes aes, Stream output) : WritingStream
{
    private const int Chunk = 64 * 1024;

    private readonly ICryptoTransform _transform = aes.CreateEncryptor();
    private readonly byte[] _plaintext = ArrayPool<byte>.Shared.Rent(Chunk);
    private readonly byte[] _ciphertext = ArrayPool<byte>.Shared.Rent(Chunk);
    private int _count;
    private bool _disposed;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int taken = Math.Min(buffer.Length, Chunk - _count);
            buffer[..taken].CopyTo(_plaintext.AsSpan(_count));
            buffer = buffer[taken..];
            _count += taken;
            if (_count == Chunk)
            {
                int written = _transform.TransformBlock(_plaintext, 0, Chunk, _ciphertext, 0);
                output.Write(_ciphertext.AsSpan(0, written));
                _count = 0;
            }
        }
    }

    public void Finish()
    {
        output.Write(_transform.TransformFinalBlock(_plaintext, 0, _count));
        _count = 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _transform.Dispose();
            PooledBuffer.Return(_plaintext, Chunk);
            ArrayPool<byte>.Shared.Return(_ciphertext);
        }

        base.Dispose(disposing);
    }
}

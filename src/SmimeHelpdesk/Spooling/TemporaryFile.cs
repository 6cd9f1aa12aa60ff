using System.Security.Cryptography;

namespace SmimeHelpdesk.Spooling;

/// <summary>
/// A file of ciphertext that only this object can read: AES-256 in counter mode under a key that lives in memory alone, readable by
/// its owner only, removed when it is closed and, where the system can, when the process dies. A copy of the disk holds nothing.
/// </summary>
internal sealed class TemporaryFile : ByteSource
{
    private const int Chunk = 64 * 1024;

    private readonly FileStream _file;
    private readonly CounterMode _cipher = new();
    private readonly byte[] _pending = new byte[Chunk];
    private readonly Lock _lock = new();
    private long _flushed;
    private int _pendingLength;

    public TemporaryFile(string directory)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
            Options = FileOptions.DeleteOnClose | FileOptions.RandomAccess,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _file = new FileStream(Path.Combine(directory, Path.GetRandomFileName()), options);
    }

    public override long Length => _flushed + _pendingLength;

    /// <summary>Appends; not to be called any more once the file is being read from several threads.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int count = Math.Min(bytes.Length, Chunk - _pendingLength);
            bytes[..count].CopyTo(_pending.AsSpan(_pendingLength));
            bytes = bytes[count..];
            _pendingLength += count;
            if (_pendingLength == Chunk)
            {
                Flush();
            }
        }
    }

    public override int Read(long offset, Span<byte> buffer)
    {
        lock (_lock)
        {
            int total = 0;
            while (total < buffer.Length && offset + total < Length)
            {
                int read = ReadPiece(offset + total, buffer[total..]);
                if (read == 0)
                {
                    break;
                }

                total += read;
            }

            return total;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cipher.Dispose();
            CryptographicOperations.ZeroMemory(_pending);
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadPiece(long offset, Span<byte> buffer)
    {
        if (offset >= _flushed)
        {
            int start = (int)(offset - _flushed);
            int count = Math.Min(buffer.Length, _pendingLength - start);
            _pending.AsSpan(start, count).CopyTo(buffer);
            return count;
        }

        int wanted = (int)Math.Min(buffer.Length, _flushed - offset);
        int read = RandomAccess.Read(_file.SafeFileHandle, buffer[..wanted], offset);
        _cipher.Apply(offset, buffer[..read]);
        return read;
    }

    private void Flush()
    {
        Span<byte> bytes = _pending.AsSpan(0, _pendingLength);
        _cipher.Apply(_flushed, bytes);
        RandomAccess.Write(_file.SafeFileHandle, bytes, _flushed);
        _flushed += _pendingLength;
        _pendingLength = 0;
    }
}

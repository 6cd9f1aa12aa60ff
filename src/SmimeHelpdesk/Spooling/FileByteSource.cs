using Microsoft.Win32.SafeHandles;

namespace SmimeHelpdesk.Spooling;

/// <summary>
/// The rest of a host's file, read where it lies. The file's handle is held open by this object too, so the host may close its
/// stream; what it must not do is change the file.
/// </summary>
internal sealed class FileByteSource : ByteSource
{
    // What is smaller is quicker copied than read piece by piece.
    private const long SmallestInPlace = 1 << 20;

    private readonly SafeFileHandle _owner;
    private readonly SafeFileHandle _handle;
    private readonly long _start;
    private int _released;

    private FileByteSource(SafeFileHandle owner, long start, long length)
    {
        _owner = owner;
        bool held = false;
        owner.DangerousAddRef(ref held);
        _handle = new SafeFileHandle(owner.DangerousGetHandle(), ownsHandle: false);
        _start = start;
        Length = length;
    }

    ~FileByteSource() => Dispose(false);

    public override long Length { get; }

    /// <summary>A source for what is left of a stream, when that is a large file; else null. The stream is at its end afterwards.</summary>
    public static FileByteSource? TryOpen(Stream stream)
    {
        // A handle for overlapped reading belongs to one object on Windows.
        bool isFile = stream is FileStream { CanSeek: true } file && stream.GetType() == typeof(FileStream) && !(file.IsAsync && OperatingSystem.IsWindows());
        long start = isFile ? stream.Position : 0;
        if (!isFile || stream.Length - start < SmallestInPlace)
        {
            return null;
        }

        var source = new FileByteSource(((FileStream)stream).SafeFileHandle, start, stream.Length - start);
        stream.Position = stream.Length;
        return source;
    }

    public override int Read(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset >= Length)
        {
            return 0;
        }

        int wanted = (int)Math.Min(buffer.Length, Length - offset);
        int total = 0;
        for (int read; total < wanted && (read = RandomAccess.Read(_handle, buffer[total..wanted], _start + offset + total)) > 0;)
        {
            total += read;
        }

        return total;
    }

    protected override void Dispose(bool disposing)
    {
        // Also without a dispose: else the host's file would stay open for good.
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            _handle.Dispose();
            _owner.DangerousRelease();
        }

        base.Dispose(disposing);
    }
}

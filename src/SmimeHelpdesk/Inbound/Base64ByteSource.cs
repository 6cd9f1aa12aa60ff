using System.Security.Cryptography;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>
/// A base64 body read as what it encodes, decoded where it is read, so that a large one is never held decoded. One pass finds what
/// each chunk begins with; the chunk that was read last is kept, as reading mostly goes on where it was.
/// </summary>
internal sealed class Base64ByteSource : ByteSource
{
    private readonly ByteSource _body;
    private readonly Lock _gate = new();
    private readonly Base64Decoder _decoder = new();
    private readonly List<(int Saved, int Count)> _states = [];
    private readonly List<long> _starts = [];
    private readonly byte[] _input = new byte[TransferDecoder.ChunkLength];
    private readonly byte[] _chunk;
    private int _chunkIndex = -1;
    private int _chunkLength;

    public Base64ByteSource(ByteSource body)
    {
        _body = body;
        _chunk = new byte[(int)_decoder.EstimateLength(TransferDecoder.ChunkLength)];
        for (long offset = 0; offset < body.Length; offset += TransferDecoder.ChunkLength)
        {
            _states.Add(_decoder.State);
            _starts.Add(Length);
            Length += DecodeChunk(_states.Count - 1);
        }
    }

    public override long Length { get; }

    public override int Read(long offset, Span<byte> buffer)
    {
        lock (_gate)
        {
            int total = 0;
            while (total < buffer.Length && offset + total < Length && offset >= 0)
            {
                int index = Find(offset + total);
                if (index != _chunkIndex)
                {
                    _decoder.State = _states[index];
                    DecodeChunk(index);
                }

                ReadOnlySpan<byte> rest = _chunk.AsSpan(0, _chunkLength)[(int)(offset + total - _starts[index])..];
                int count = Math.Min(rest.Length, buffer.Length - total);
                rest[..count].CopyTo(buffer[total..]);
                total += count;
            }

            return total;
        }
    }

    protected override void Dispose(bool disposing)
    {
        CryptographicOperations.ZeroMemory(_chunk);
        base.Dispose(disposing);
    }

    private int Find(long offset)
    {
        int index = _starts.BinarySearch(offset);
        if (index < 0)
        {
            return ~index - 1;
        }

        // A chunk without any symbol begins where the next one does.
        while (index + 1 < _starts.Count && _starts[index + 1] == offset)
        {
            index++;
        }

        return index;
    }

    private int DecodeChunk(int index)
    {
        int read = 0;
        long start = (long)index * TransferDecoder.ChunkLength;
        for (int more; (more = _body.Read(start + read, _input.AsSpan(read))) > 0;)
        {
            read += more;
        }

        _chunkIndex = index;
        _chunkLength = _decoder.Decode(new ArraySegment<byte>(_input, 0, read), _chunk);
        if (start + read >= _body.Length)
        {
            byte[] end = new byte[3];
            int length = _decoder.Finish(end);
            end.AsSpan(0, length).CopyTo(_chunk.AsSpan(_chunkLength));
            _chunkLength += length;
        }

        return _chunkLength;
    }
}

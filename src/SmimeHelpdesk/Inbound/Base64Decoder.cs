using System.Buffers.Text;

namespace SmimeHelpdesk.Inbound;

/// <summary>
/// Base64 that ignores what is not in the alphabet (RFC 2045 section 6.8), and tolerates absent padding and padding in the middle,
/// which is where encoded pieces were joined. Lines that hold whole groups are decoded at once, everything else symbol by symbol.
/// </summary>
internal sealed class Base64Decoder : TransferDecoder
{
    private int _saved;
    private int _count;

    /// <summary>What stands between two chunks, to go on from later.</summary>
    public (int Saved, int Count) State
    {
        get => (_saved, _count);
        set => (_saved, _count) = value;
    }

    public override long EstimateLength(long inputLength) => ((inputLength + 3) / 4 * 3) + 3;

    public override int Decode(ArraySegment<byte> input, byte[] output)
    {
        ReadOnlySpan<byte> rest = input;
        int written = 0;
        while (!rest.IsEmpty)
        {
            int length = rest.IndexOfAny((byte)'\r', (byte)'\n');
            ReadOnlySpan<byte> line = length < 0 ? rest : rest[..length];
            int consumed = 0;
            if (_count == 0)
            {
                Base64.DecodeFromUtf8(line[..(line.Length & ~3)], output.AsSpan(written), out consumed, out int decoded, isFinalBlock: false);
                written += decoded;
            }

            written = DecodeLenient(line[consumed..], output, written);
            rest = rest[line.Length..].TrimStart("\r\n"u8);
        }

        return written;
    }

    public override int Finish(byte[] output) => Flush(output, 0);

    private int DecodeLenient(ReadOnlySpan<byte> input, byte[] output, int written)
    {
        foreach (byte symbol in input)
        {
            int value = Value(symbol);
            if (symbol == '=')
            {
                written = Flush(output, written);
            }
            else if (value >= 0)
            {
                _saved = (_saved << 6) | value;
                if (++_count == 4)
                {
                    output[written++] = (byte)(_saved >> 16);
                    output[written++] = (byte)(_saved >> 8);
                    output[written++] = (byte)_saved;
                    (_saved, _count) = (0, 0);
                }
            }
        }

        return written;
    }

    private int Flush(byte[] output, int written)
    {
        if (_count == 2)
        {
            output[written++] = (byte)(_saved >> 4);
        }
        else if (_count == 3)
        {
            output[written++] = (byte)(_saved >> 10);
            output[written++] = (byte)(_saved >> 2);
        }

        (_saved, _count) = (0, 0);
        return written;
    }

    private static int Value(byte symbol) => symbol switch
    {
        >= (byte)'A' and <= (byte)'Z' => symbol - 'A',
        >= (byte)'a' and <= (byte)'z' => symbol - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => symbol - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}

using System.Buffers;
using System.Buffers.Text;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Inbound;

/// <summary>
/// Base64 that ignores what is not in the alphabet (RFC 2045 section 6.8), and tolerates absent padding and padding in the middle,
/// which is where encoded pieces were joined. Whole groups are decoded at once, everything else symbol by symbol.
/// </summary>
internal sealed class Base64Decoder : TransferDecoder
{
    // How far a symbol that does not belong there slows decoding down.
    private const int LenientAtOnce = 64;

    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n"u8);
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
        byte[] symbols = ArrayPool<byte>.Shared.Rent(input.Count);
        int count = Compact(input, symbols);
        ReadOnlySpan<byte> rest = symbols.AsSpan(0, count);
        int written = 0;
        while (!rest.IsEmpty)
        {
            if (_count == 0)
            {
                Base64.DecodeFromUtf8(rest[..(rest.Length & ~3)], output.AsSpan(written), out int consumed, out int decoded, isFinalBlock: false);
                written += decoded;
                rest = rest[consumed..];
            }

            int few = Math.Min(rest.Length, _count == 0 ? LenientAtOnce : 4 - _count);
            written = DecodeLenient(rest[..few], output, written);
            rest = rest[few..];
        }

        PooledBuffer.Return(symbols, count);
        return written;
    }

    public override int Finish(byte[] output) => Flush(output, 0);

    // Without line breaks and blanks a body is decoded by the vector; and .NET's decoder, given some, loses symbols beside them.
    private static int Compact(ReadOnlySpan<byte> input, byte[] output)
    {
        int length = 0;
        while (!input.IsEmpty)
        {
            int line = input.IndexOfAny(Blanks);
            line = line < 0 ? input.Length : line;
            input[..line].CopyTo(output.AsSpan(length));
            length += line;
            input = input[line..].TrimStart(" \t\r\n"u8);
        }

        return length;
    }

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

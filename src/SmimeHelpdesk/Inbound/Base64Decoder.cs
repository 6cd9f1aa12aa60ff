using System.Buffers.Text;

namespace SmimeHelpdesk.Inbound;

/// <summary>
/// Base64 that ignores what is not in the alphabet (RFC 2045 section 6.8), and tolerates absent padding and padding in the middle,
/// which is where encoded pieces were joined.
/// </summary>
internal sealed class Base64Decoder : TransferDecoder
{
    private int _saved;
    private int _count;

    public override long EstimateLength(long inputLength) => ((inputLength + 3) / 4 * 3) + 3;

    public override int Decode(byte[] input, int count, byte[] output)
    {
        count = RemoveLineBreaks(input.AsSpan(0, count));
        int consumed = 0;
        int written = 0;
        if (_count == 0)
        {
            Base64.DecodeFromUtf8(input.AsSpan(0, count), output, out consumed, out written, isFinalBlock: false);
        }

        return DecodeLenient(input.AsSpan(consumed, count - consumed), output, written);
    }

    public override int Finish(byte[] output) => Flush(output, 0);

    // The platform's decoder is many times faster on text without breaks.
    private static int RemoveLineBreaks(Span<byte> text)
    {
        int kept = 0;
        for (int start = 0; start < text.Length;)
        {
            int length = text[start..].IndexOfAny((byte)'\r', (byte)'\n');
            length = length < 0 ? text.Length - start : length;
            text.Slice(start, length).CopyTo(text[kept..]);
            kept += length;
            start += length + 1;
        }

        return kept;
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

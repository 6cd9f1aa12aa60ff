namespace SmimeHelpdesk.Inbound;

/// <summary>
/// Quoted-printable (RFC 2045 section 6.7). What is no escape stays as it is, and what stands between escapes is copied at once.
/// </summary>
internal sealed class QuotedPrintableDecoder : TransferDecoder
{
    private const int HeldBack = 3;
    private State _state;
    private byte _saved;

    private enum State
    {
        Text,
        Equals,
        SoftBreak,
        Digit,
    }

    public override long EstimateLength(long inputLength) => inputLength + HeldBack;

    public override int Decode(ArraySegment<byte> input, byte[] output)
    {
        ReadOnlySpan<byte> rest = input;
        int written = 0;
        while (!rest.IsEmpty)
        {
            if (_state is State.Text)
            {
                int run = rest.IndexOf((byte)'=');
                int length = run < 0 ? rest.Length : run;
                rest[..length].CopyTo(output.AsSpan(written));
                written += length;
                rest = rest[length..];
                if (!rest.IsEmpty)
                {
                    _state = State.Equals;
                    rest = rest[1..];
                }
            }
            else
            {
                written += DecodeEscape(rest[0], output.AsSpan(written));
                rest = rest[1..];
            }
        }

        return written;
    }

    public override int Finish(byte[] output) => 0;

    private int DecodeEscape(byte octet, Span<byte> output)
    {
        switch (_state)
        {
            case State.Equals when octet == '=':
                return Put(output, State.Equals, octet);
            case State.Equals when octet == '\n':
                _state = State.Text;
                return 0;
            case State.Equals when octet == '\r' || char.IsAsciiHexDigit((char)octet):
                _state = octet == '\r' ? State.SoftBreak : State.Digit;
                _saved = octet;
                return 0;
            case State.SoftBreak when octet == '\n':
                _state = State.Text;
                return 0;
            case State.Digit when char.IsAsciiHexDigit((char)octet):
                return Put(output, State.Text, (byte)((HexValue(_saved) << 4) | HexValue(octet)));
            case State.Equals:
                return Put(output, State.Text, (byte)'=', octet);
            default:
                return Put(output, State.Text, (byte)'=', _saved, octet);
        }
    }

    private int Put(Span<byte> output, State next, params ReadOnlySpan<byte> octets)
    {
        _state = next;
        octets.CopyTo(output);
        return octets.Length;
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}

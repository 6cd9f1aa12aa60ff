using SmimeHelpdesk.Inbound;

namespace SmimeHelpdesk.Tests.Inbound;

/// <summary>The decoders beside slow ones that anybody can read, over text that was never encoded by a friend.</summary>
public sealed class DecoderTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    [Fact]
    public void Base64_AnyText_DecodesAsSymbolBySymbol()
    {
        var random = new Random(5);
        for (int i = 0; i < 500; i++)
        {
            byte[] text = Text(random, i % 5 == 0 ? "=\r\n AB!" + Alphabet : i % 2 == 0 ? Alphabet + "\r\n" : Alphabet + "\r\n=");

            Decode(new Base64Decoder(), text, random).Should().Equal(SlowBase64(text));
        }
    }

    [Fact]
    public void QuotedPrintable_AnyText_DecodesAsMimeKitDoes()
    {
        var random = new Random(6);
        for (int i = 0; i < 500; i++)
        {
            byte[] text = Text(random, i % 2 == 0 ? "=\r\n4aF " : "=\r\n4aFxyz abcdefghijk");
            var reference = new MimeKit.Encodings.QuotedPrintableDecoder();
            byte[] expected = new byte[reference.EstimateOutputLength(text.Length)];
            int length = reference.Decode(text, 0, text.Length, expected);

            Decode(new QuotedPrintableDecoder(), text, random).Should().Equal(expected[..length]);
        }
    }

    [Fact]
    public void Base64_LinesThatHoldNoWholeGroups_TakeNoLongerThanOthers()
    {
        string line = string.Concat(Enumerable.Repeat(Alphabet, 2))[..75] + "\r\n";
        byte[] text = System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(line, 400)));

        Decode(new Base64Decoder(), text, new Random(1)).Should().Equal(SlowBase64(text));
    }

    private static byte[] Text(Random random, string letters)
    {
        byte[] text = new byte[random.Next(300)];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = (byte)letters[random.Next(letters.Length)];
        }

        return text;
    }

    private static byte[] Decode(TransferDecoder decoder, byte[] text, Random random)
    {
        var decoded = new List<byte>();
        for (int at = 0; at < text.Length;)
        {
            int count = Math.Min(text.Length - at, random.Next(1, 200));
            byte[] output = new byte[decoder.EstimateLength(count)];
            byte[] copy = [.. text];
            decoded.AddRange(output.Take(decoder.Decode(new ArraySegment<byte>(text, at, count), output)));
            text.Should().Equal(copy, "the input is the message itself");
            at += count;
        }

        byte[] end = new byte[decoder.EstimateLength(0)];
        return [.. decoded, .. end.Take(decoder.Finish(end))];
    }

    private static byte[] SlowBase64(byte[] text)
    {
        var decoded = new List<byte>();
        string group = string.Empty;
        foreach (char symbol in text.Select(octet => (char)octet).Append('='))
        {
            group += Alphabet.Contains(symbol, StringComparison.Ordinal) ? symbol : string.Empty;
            if (group.Length == 4 || (symbol == '=' && group.Length > 1))
            {
                decoded.AddRange(Convert.FromBase64String(group.PadRight(4, 'A')).Take(group.Length - 1));
                group = string.Empty;
            }

            group = symbol == '=' ? string.Empty : group;
        }

        return [.. decoded];
    }
}

using System.Buffers;
using System.Text;

namespace SmimeHelpdesk.Fuzz.Mutation;

/// <summary>Finds base64 in text, lets what it encodes be changed, and encodes it again.</summary>
internal sealed class Base64Mutator(Random random)
{
    private static readonly SearchValues<byte> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);

    private const int LineLength = 76;
    private const int Shortest = 24;

    /// <summary>The text with one of its blocks changed; null when there is none.</summary>
    public byte[]? Mutate(byte[] input, byte[] other, Func<byte[], byte[], byte[]> change)
    {
        List<Range> blocks = Blocks(input);
        if (blocks.Count == 0)
        {
            return null;
        }

        Range block = blocks[random.Next(blocks.Count)];
        byte[] decoded = Decode(input[block]);
        List<Range> foreign = Blocks(other);
        byte[] material = foreign.Count > 0 ? Decode(other[foreign[random.Next(foreign.Count)]]) : other;
        string newLine = input.AsSpan().IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";
        return [.. input[..block.Start], .. Encode(change(decoded, material), newLine), .. input[block.End..]];
    }

    // Whole lines of nothing but the alphabet, one after the other.
    private static List<Range> Blocks(byte[] input)
    {
        var blocks = new List<Range>();
        int blockStart = -1;
        for (int start = 0; start < input.Length;)
        {
            int length = input.AsSpan(start).IndexOf((byte)'\n') is >= 0 and var at ? at + 1 : input.Length - start;
            bool isBase64 = IsBase64(input.AsSpan(start, length).TrimEnd("\r\n"u8));
            if (isBase64 && blockStart < 0)
            {
                blockStart = start;
            }
            else if (!isBase64 && blockStart >= 0)
            {
                Add(blockStart, start);
                blockStart = -1;
            }

            start += length;
        }

        if (blockStart >= 0)
        {
            Add(blockStart, input.Length);
        }

        return blocks;

        void Add(int start, int end)
        {
            end = start + input.AsSpan(start, end - start).TrimEnd("\r\n"u8).Length;
            if (end - start >= Shortest)
            {
                blocks.Add(start..end);
            }
        }
    }

    private static bool IsBase64(ReadOnlySpan<byte> line) => line.Length > 0 && !line.ContainsAnyExcept(Alphabet);

    private static byte[] Decode(byte[] text)
    {
        string letters = new([.. text.Where(c => char.IsAsciiLetterOrDigit((char)c) || c is (byte)'+' or (byte)'/').Select(c => (char)c)]);
        return Convert.FromBase64String(letters.Length % 4 == 1 ? letters[..^1] : letters.PadRight((letters.Length + 3) / 4 * 4, '='));
    }

    private static byte[] Encode(byte[] octets, string newLine)
    {
        string text = Convert.ToBase64String(octets);
        return Encoding.ASCII.GetBytes(string.Join(newLine, text.Chunk(LineLength).Select(line => new string(line))));
    }
}

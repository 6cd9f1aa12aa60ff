namespace SmimeHelpdesk.Fuzz.Mutation;

/// <summary>Changes of whole lines: header fields, boundaries, lines of base64.</summary>
internal sealed class LineMutator(Random random)
{
    private const int MaximumRepeats = 300;

    public byte[] Mutate(byte[] input, byte[] other)
    {
        List<byte[]> lines = Split(input);
        int at = random.Next(lines.Count);
        switch (random.Next(6))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(random.Next(lines.Count + 1), lines[at]);
                break;
            case 2:
                int to = random.Next(lines.Count);
                (lines[at], lines[to]) = (lines[to], lines[at]);
                break;
            case 3:
                List<byte[]> foreign = Split(other);
                int from = random.Next(foreign.Count);
                lines.InsertRange(at, foreign.GetRange(from, random.Next(1, Math.Min(12, foreign.Count - from) + 1)));
                break;
            case 4:
                lines.InsertRange(at, Enumerable.Repeat(lines[at], random.Next(8) == 0 ? Math.Min(MaximumRepeats, Mutator.MaximumSize / (lines[at].Length + 1)) : 1));
                break;
            default:
                lines[at] = ChangeEnd(lines[at]);
                break;
        }

        return [.. lines.SelectMany(line => line)];
    }

    // Mail is signed with CRLF, travels with anything, and who reads a bare CR or LF as a break is where programs differ.
    private byte[] ChangeEnd(byte[] line)
    {
        byte[] text = [.. line.AsSpan().TrimEnd("\r\n"u8)];
        return random.Next(5) switch
        {
            0 => [.. text, (byte)'\n'],
            1 => [.. text, (byte)'\r'],
            2 => [.. text, .. "\r\r\n"u8],
            3 => [.. text, .. "\r\n "u8],
            _ => [.. text, .. "\r\n"u8],
        };
    }

    private static List<byte[]> Split(byte[] input)
    {
        var lines = new List<byte[]>();
        for (int start = 0; start < input.Length;)
        {
            int length = input.AsSpan(start).IndexOf((byte)'\n') is >= 0 and var end ? end + 1 : input.Length - start;
            lines.Add(input[start..(start + length)]);
            start += length;
        }

        return lines.Count > 0 ? lines : [[]];
    }
}

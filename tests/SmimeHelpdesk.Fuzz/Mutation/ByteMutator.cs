using System.Buffers.Binary;

namespace SmimeHelpdesk.Fuzz.Mutation;

/// <summary>Changes of bytes, of which the format is not asked.</summary>
internal sealed class ByteMutator(Random random, IReadOnlyList<byte[]> words)
{
    private const int MaximumBlock = 512;
    private const int MaximumRepeats = 64;

    private static readonly byte[] InterestingBytes = [0, 1, 0x0A, 0x0D, 0x20, 0x30, 0x7F, 0x80, 0x81, 0x84, 0xA0, 0xFE, 0xFF];
    private static readonly int[] InterestingNumbers = [0, 1, -1, 127, 128, 255, 256, 32767, 32768, 65535, 65536, int.MaxValue, int.MinValue, 100_000];

    public byte[] Mutate(byte[] input, byte[] other)
    {
        if (input.Length == 0)
        {
            return [.. Word()];
        }

        int at = random.Next(input.Length);
        int length = Block(input.Length - at);
        return random.Next(9) switch
        {
            0 => Changed(input, at, value => (byte)(value ^ (1 << random.Next(8)))),
            1 => Changed(input, at, _ => InterestingBytes[random.Next(InterestingBytes.Length)]),
            2 => Changed(input, at, value => (byte)(value + random.Next(-16, 17))),
            3 => WithNumber(input, at),
            4 => [.. input[..at], .. input[(at + length)..]],
            5 => [.. input[..at], .. Repeated(input[at..(at + length)]), .. input[at..]],
            6 => [.. input[..at], .. Word(), .. input[at..]],
            7 => Overwritten(input, at, other),
            _ => Spliced(input, at, other),
        };
    }

    private static byte[] Changed(byte[] input, int at, Func<byte, byte> change)
    {
        byte[] changed = [.. input];
        changed[at] = change(changed[at]);
        return changed;
    }

    private byte[] WithNumber(byte[] input, int at)
    {
        byte[] changed = [.. input];
        int number = InterestingNumbers[random.Next(InterestingNumbers.Length)];
        Span<byte> octets = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(octets, number);
        octets[^Math.Min(random.Next(1, 5), input.Length - at)..].CopyTo(changed.AsSpan(at));
        return changed;
    }

    private byte[] Repeated(byte[] block)
    {
        int times = random.Next(8) == 0 ? random.Next(1, MaximumRepeats) : 1;
        return [.. Enumerable.Repeat(block, times).SelectMany(octets => octets)];
    }

    private byte[] Overwritten(byte[] input, int at, byte[] other)
    {
        byte[] changed = [.. input];
        int from = random.Next(other.Length + 1);
        int length = Math.Min(Block(other.Length - from), input.Length - at);
        other.AsSpan(from, length).CopyTo(changed.AsSpan(at));
        return changed;
    }

    private byte[] Spliced(byte[] input, int at, byte[] other)
    {
        int from = random.Next(other.Length + 1);
        int length = random.Next(2) == 0 ? other.Length - from : Block(other.Length - from);
        return random.Next(2) == 0 ? [.. input[..at], .. other[from..(from + length)]] : [.. input[..at], .. other[from..(from + length)], .. input[at..]];
    }

    private byte[] Word() => words.Count == 0 ? [InterestingBytes[random.Next(InterestingBytes.Length)]] : words[random.Next(words.Count)];

    private int Block(int available) => random.Next(Math.Min(random.Next(4) == 0 ? MaximumBlock : 16, available) + 1);
}

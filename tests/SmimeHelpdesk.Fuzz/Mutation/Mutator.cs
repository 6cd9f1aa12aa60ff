namespace SmimeHelpdesk.Fuzz.Mutation;

/// <summary>
/// Changes an input by one to a few steps: of bytes, of lines, of DER elements whose lengths stay right, and of the same within base64. A
/// program that reads structures refuses nearly all that blind changes make of them at the first length that is wrong.
/// </summary>
/// <param name="random">Chooses.</param>
/// <param name="words">What the format is made of.</param>
public sealed class Mutator(Random random, IReadOnlyList<byte[]> words)
{
    /// <summary>Inputs that are longer are cut: what a few steps can double grows without end, and what is long is slow.</summary>
    public const int MaximumSize = 1 << 16;

    private const int MaximumStepsLog2 = 4;

    private readonly ByteMutator _bytes = new(random, words);
    private readonly LineMutator _lines = new(random);
    private readonly DerMutator _der = new(random);
    private readonly Base64Mutator _base64 = new(random);

    /// <summary>A new input.</summary>
    /// <param name="input">What is changed; stays as it is.</param>
    /// <param name="other">Where pieces may be taken from.</param>
    public byte[] Mutate(byte[] input, byte[] other)
    {
        byte[] changed = input;
        for (int steps = 1 << random.Next(MaximumStepsLog2); steps > 0; steps--)
        {
            byte[] next = Step(changed, other);
            changed = next.Length > MaximumSize ? next[..MaximumSize] : next;
        }

        return changed;
    }

    private byte[] Step(byte[] input, byte[] other)
    {
        if (input.Length == 0)
        {
            return _bytes.Mutate(input, other);
        }

        if (DerElement.TryReadAll(input) is not null)
        {
            return random.Next(4) == 0 ? _bytes.Mutate(input, other) : _der.Mutate(input, other);
        }

        return random.Next(4) switch
        {
            0 => _lines.Mutate(input, other),
            1 => _bytes.Mutate(input, other),
            _ => _base64.Mutate(input, other, MutateDecoded) ?? _bytes.Mutate(input, other),
        };
    }

    private byte[] MutateDecoded(byte[] input, byte[] other) => random.Next(5) == 0 ? _bytes.Mutate(input, other) : _der.Mutate(input, other);
}

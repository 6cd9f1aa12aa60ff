namespace SmimeHelpdesk.Fuzz.Engine;

/// <summary>What is fuzzed: one way into the library, with what must hold whatever comes in.</summary>
public interface IFuzzTarget
{
    string Name { get; }

    /// <summary>What the format is made of; the mutator puts these in.</summary>
    IReadOnlyList<byte[]> Words { get; }

    /// <summary>Takes one input. Returns when all is well, throws <see cref="BrokenInvariantException"/> when something that must hold does not, and anything else when the library did.</summary>
    void Run(byte[] input);
}

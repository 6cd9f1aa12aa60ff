using SmimeHelpdesk.Fuzz.Engine;

namespace SmimeHelpdesk.Fuzz.Targets;

/// <summary>
/// A defect of known kind behind a word, to see that the loop finds and tells it. Each letter of the word that is right is a branch of its
/// own, so that the word is soon found by a loop that follows branches, and never by one that does not.
/// </summary>
/// <param name="word">The word at the beginning of the input.</param>
/// <param name="defect">What then happens.</param>
public sealed class PlantedTarget(ReadOnlyMemory<byte> word, Action defect) : IFuzzTarget
{
    public string Name => "planted";

    /// <summary>The letters: that the loop puts them together is what is to be seen.</summary>
    public IReadOnlyList<byte[]> Words { get; } = [.. word.ToArray().Select(letter => new[] { letter })];

    public void Run(byte[] input)
    {
        int right = input.AsSpan().CommonPrefixLength(word.Span);
        for (int i = 0; i <= right; i++)
        {
            EdgeMap.Count(i);
        }

        if (right == word.Length)
        {
            defect();
        }
    }
}

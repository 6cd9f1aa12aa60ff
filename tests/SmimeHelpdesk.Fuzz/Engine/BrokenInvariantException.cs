namespace SmimeHelpdesk.Fuzz.Engine;

/// <summary>Something that must hold does not.</summary>
/// <param name="invariant">Which, in a few words that are the same for each input that breaks it.</param>
/// <param name="detail">What was found.</param>
public sealed class BrokenInvariantException(string invariant, string detail) : Exception(invariant + ": " + detail)
{
    public string Invariant { get; } = invariant;

    public static void ThrowUnless(bool holds, string invariant, string detail = "")
    {
        if (!holds)
        {
            throw new BrokenInvariantException(invariant, detail);
        }
    }
}

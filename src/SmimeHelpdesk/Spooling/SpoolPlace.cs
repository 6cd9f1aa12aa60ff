namespace SmimeHelpdesk.Spooling;

/// <summary>Where content goes that is too large for memory.</summary>
/// <param name="Directory">The directory; null keeps everything in memory.</param>
/// <param name="Threshold">How many bytes stay in memory all the same.</param>
internal sealed record SpoolPlace(string? Directory, long Threshold)
{
    public static SpoolPlace Memory { get; } = new(null, long.MaxValue);

    public bool IsLarge(long length) => Directory is not null && length > Threshold;
}

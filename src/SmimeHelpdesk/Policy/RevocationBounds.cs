namespace SmimeHelpdesk.Policy;

/// <summary>What the values of <see cref="RevocationOptions"/> may be.</summary>
internal static class RevocationBounds
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>One sentence per value that is out of range; empty when all are fine.</summary>
    public static IReadOnlyList<string> Violations(RevocationOptions options)
    {
        var found = new List<string>();
        Check(found, nameof(options.MaximumCrlSize), options.MaximumCrlSize, 1024, 256 << 20);
        Check(found, nameof(options.MaximumResponseSize), options.MaximumResponseSize, 1024, 1 << 20);
        Check(found, nameof(options.FailuresBeforeBreak), options.FailuresBeforeBreak, 1, 1000);
        Check(found, nameof(options.MaximumMemory), options.MaximumMemory, 0, 4L << 30);
        CheckTime(found, nameof(options.AttemptTimeout), options.AttemptTimeout, Longest);
        CheckTime(found, nameof(options.TotalTimeout), options.TotalTimeout, Longest);
        CheckTime(found, nameof(options.CacheTimeout), options.CacheTimeout, Longest);
        CheckTime(found, nameof(options.BreakDuration), options.BreakDuration, TimeSpan.FromDays(1));
        CheckTime(found, nameof(options.RefreshAhead), options.RefreshAhead, TimeSpan.FromDays(30));
        CheckTime(found, nameof(options.ClockSkew), options.ClockSkew, TimeSpan.FromHours(1));
        return found;
    }

    /// <summary>The options, when all their values are in range.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public static RevocationOptions Require(RevocationOptions options, string parameter) =>
        Violations(options) is { Count: > 0 } violations ? throw new ArgumentException(string.Join(' ', violations), parameter) : options;

    private static void Check(List<string> found, string name, long value, long minimum, long maximum)
    {
        if (value < minimum || value > maximum)
        {
            found.Add(FormattableString.Invariant($"{name} is {value}; it must be from {minimum} to {maximum}."));
        }
    }

    // Zero would refuse every answer, and a timer takes no negative time.
    private static void CheckTime(List<string> found, string name, TimeSpan value, TimeSpan maximum)
    {
        if (value <= TimeSpan.Zero || value > maximum)
        {
            found.Add(FormattableString.Invariant($"{name} is {value}; it must be above zero and at most {maximum}."));
        }
    }
}

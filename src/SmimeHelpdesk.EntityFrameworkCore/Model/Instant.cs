namespace SmimeHelpdesk.EntityFrameworkCore.Model;

/// <summary>
/// Times as 100 ns ticks since 0001-01-01 UTC. Engines round their own types differently, and a time that comes back rounded would make
/// a merge of the same sighting a change.
/// </summary>
internal static class Instant
{
    public static long ToTicks(DateTimeOffset time) => time.UtcTicks;

    public static long? ToTicks(DateTimeOffset? time) => time?.UtcTicks;

    public static DateTimeOffset? FromTicks(long? ticks) => ticks is { } known ? FromTicks(known) : null;

    public static DateTimeOffset FromTicks(long ticks) =>
        new(Math.Clamp(ticks, DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);
}

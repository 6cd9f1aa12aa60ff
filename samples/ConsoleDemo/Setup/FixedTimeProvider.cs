namespace ConsoleDemo.Setup;

/// <summary>A clock that stands at one instant, for <c>--at</c>.</summary>
internal sealed class FixedTimeProvider(DateTimeOffset instant) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => instant;
}

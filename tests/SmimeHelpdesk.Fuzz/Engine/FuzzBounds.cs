namespace SmimeHelpdesk.Fuzz.Engine;

/// <summary>What one input may cost.</summary>
public sealed record FuzzBounds
{
    private const long BaseAllocation = 64 << 20;
    private const int AllocationPerByte = 8;

    /// <summary>Processor time from which an input is a find. Code that counts its branches is a few times slower than it is in use.</summary>
    public TimeSpan Slow { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Processor time after which an input is given up, and the process with it.</summary>
    public TimeSpan Hang { get; init; } = TimeSpan.FromSeconds(10);

    public long MaximumAllocation(int inputSize) => BaseAllocation + ((long)AllocationPerByte * inputSize);
}

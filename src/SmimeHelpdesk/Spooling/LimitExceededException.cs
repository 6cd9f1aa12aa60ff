namespace SmimeHelpdesk.Spooling;

/// <summary>A bound of <see cref="SmimeLimits"/> was reached. Never leaves the library: the doors turn it into a reason.</summary>
internal sealed class LimitExceededException(string limit) : Exception("A limit was reached: " + limit + ".")
{
    /// <summary>The name of the bound.</summary>
    public string Limit { get; } = limit;

    public static void ThrowIfAbove(long value, long limit, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(limit))] string name = "")
    {
        if (value > limit)
        {
            throw new LimitExceededException(name);
        }
    }
}

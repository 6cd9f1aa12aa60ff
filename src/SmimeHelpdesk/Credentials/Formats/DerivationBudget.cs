using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>
/// What password derivations may cost in one import, all of them together: a file can hold many encrypted parts, each asking for
/// the largest count that a bound per derivation would allow. Asked before the work is done.
/// </summary>
internal sealed class DerivationBudget(long iterations)
{
    private readonly long _limit = iterations;
    private long _spent;

    /// <summary>Spends iterations of one hash block, or as many steps of comparable cost.</summary>
    /// <exception cref="LimitExceededException">That much is not left.</exception>
    public void Spend(long iterations, long blocks = 1)
    {
        LimitExceededException.ThrowIfAbove(iterations, _limit, nameof(SmimeLimits.MaximumKdfIterations));
        _spent += iterations * Math.Clamp(blocks, 1, 1024);
        LimitExceededException.ThrowIfAbove(_spent, _limit, nameof(SmimeLimits.MaximumKdfIterations));
    }
}

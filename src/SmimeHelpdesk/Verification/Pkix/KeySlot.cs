namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>
/// Keeps one opened key object at hand: to open a public key costs several times what a computation with it costs. .NET does not
/// promise that such an object serves two threads at once, so it is lent to one at a time; whoever finds the slot empty opens its own.
/// </summary>
internal sealed class KeySlot<T>
    where T : class, IDisposable
{
    private T? _idle;

    /// <summary>Computes with the key at hand, or with one that is opened for it.</summary>
    public TResult Use<TState, TResult>(TState state, Func<TState, T> open, Func<T, TState, TResult> compute)
    {
        T key = Interlocked.Exchange(ref _idle, null) ?? open(state);
        bool isSound = false;
        try
        {
            TResult result = compute(key, state);
            isSound = true;
            return result;
        }
        finally
        {
            // One with which a computation failed is not put back.
            if (!isSound || Interlocked.CompareExchange(ref _idle, key, null) is not null)
            {
                key.Dispose();
            }
        }
    }
}

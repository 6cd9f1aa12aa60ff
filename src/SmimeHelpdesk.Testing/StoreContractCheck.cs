namespace SmimeHelpdesk;

/// <summary>One rule of a store's contract.</summary>
/// <typeparam name="TStore">The store's interface.</typeparam>
public sealed class StoreContractCheck<TStore>
    where TStore : class
{
    private readonly Func<TStore, CancellationToken, Task> _run;

    internal StoreContractCheck(string name, Func<TStore, CancellationToken, Task> run)
    {
        Name = name;
        _run = run;
    }

    /// <summary>The rule: method, situation and outcome.</summary>
    public string Name { get; }

    /// <summary>Tries the rule.</summary>
    /// <param name="store">The store; need not be empty.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <returns>A task that ends when the store has kept the rule.</returns>
    /// <exception cref="StoreContractException">The store has broken the rule.</exception>
    public Task RunAsync(TStore store, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        return _run(store, cancellationToken);
    }

    /// <summary>The rule.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}

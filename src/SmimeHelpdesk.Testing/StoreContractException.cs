namespace SmimeHelpdesk;

/// <summary>A store has broken its contract; the message says how.</summary>
public sealed class StoreContractException : Exception
{
    internal StoreContractException(string message)
        : base(message)
    {
    }
}

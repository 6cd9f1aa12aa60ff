namespace SmimeHelpdesk;

/// <summary>
/// The database has not done what it was asked, and nothing is half done. The message has no data of the row; the inner exception is
/// the provider's own, and may have.
/// </summary>
public sealed class SmimeStoreException : Exception
{
    internal SmimeStoreException(SmimeStoreFailure failure, Exception inner)
        : base("The S/MIME store failed: " + failure + ".", inner) => Failure = failure;

    /// <summary>What is wrong.</summary>
    public SmimeStoreFailure Failure { get; }
}

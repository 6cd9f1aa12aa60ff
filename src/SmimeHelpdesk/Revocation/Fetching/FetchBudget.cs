namespace SmimeHelpdesk.Revocation.Fetching;

/// <summary>
/// The bytes that may be fetched for one path, counted as they come: whoever stands between may answer each of its many URLs with the
/// largest answer there may be, several at once. Thread-safe.
/// </summary>
internal sealed class FetchBudget(long maximumBytes)
{
    private long _spent;

    public bool IsSpent => Interlocked.Read(ref _spent) >= maximumBytes;

    public bool IsExceeded => Interlocked.Read(ref _spent) > maximumBytes;

    public void Spend(int bytes) => Interlocked.Add(ref _spent, bytes);
}

namespace SmimeHelpdesk.Testing;

/// <summary>Says what was expected and what came.</summary>
internal static class Expect
{
    public static void That(bool condition, string broken)
    {
        if (!condition)
        {
            throw new StoreContractException(broken);
        }
    }

    public static void Equal<T>(T expected, T actual, string what) =>
        That(EqualityComparer<T>.Default.Equals(expected, actual), $"{what}: expected {expected}, was {actual}.");

    public static T Single<T>(IReadOnlyList<T> rows)
    {
        Equal(1, rows.Count, "Number of rows");
        return rows[0];
    }

    public static void SameBytes(ReadOnlyMemory<byte> expected, ReadOnlyMemory<byte> actual, string what) =>
        That(expected.Span.SequenceEqual(actual.Span), $"{what}: {expected.Length} bytes went in, and {actual.Length} others came back.");

    public static void SameLists(IReadOnlyList<ReadOnlyMemory<byte>> expected, IReadOnlyList<ReadOnlyMemory<byte>> actual, string what)
    {
        Equal(expected.Count, actual.Count, what + ", number of items");
        for (int i = 0; i < expected.Count; i++)
        {
            SameBytes(expected[i], actual[i], what + " " + i);
        }
    }

    public static async Task CancelledAsync(Func<CancellationToken, Task> call)
    {
        try
        {
            await call(new CancellationToken(canceled: true)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        throw new StoreContractException("A cancelled call ended as if nothing were.");
    }
}

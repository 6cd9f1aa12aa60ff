using System.Runtime.InteropServices;
using Microsoft.Extensions.Caching.Hybrid;

namespace SmimeHelpdesk.Revocation.Fetching;

/// <summary>
/// The host's cache, where several servers share what one has fetched. It only saves requests: what comes out of it is verified like
/// what comes from the network, and when it is slow or gone it is passed over. Thread-safe.
/// </summary>
internal sealed class SharedAnswers(HybridCache? cache, RevocationOptions options, TimeProvider time)
{
    private const string Name = "cache";
    private static readonly HybridCacheEntryOptions ReadOnly = new() { Flags = HybridCacheEntryFlags.DisableLocalCache | HybridCacheEntryFlags.DisableUnderlyingData };
    private readonly ServerBreaker _breaker = new(options with { FailuresBeforeBreak = 1 }, time);

    /// <summary>The bytes under a key; null when there are none, or not in time.</summary>
    public async Task<byte[]?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (cache is null || !_breaker.TryEnter(Name))
        {
            return null;
        }

        byte[]? found = null;
        await TryAsync(
            async token => found = await cache.GetOrCreateAsync<byte[]?>(key, static _ => default, ReadOnly, null, token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return found;
    }

    public async Task KeepAsync(string key, IDatedAnswer answer, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (cache is not null && answer.NextUpdate is { } end && end > at && _breaker.TryEnter(Name))
        {
            var entry = new HybridCacheEntryOptions { Expiration = end - at, Flags = HybridCacheEntryFlags.DisableLocalCache };
            await TryAsync(token => cache.SetAsync(key, Bytes(answer.Der), entry, null, token).AsTask(), cancellationToken).ConfigureAwait(false);
        }
    }

    private static byte[] Bytes(ReadOnlyMemory<byte> der) =>
        MemoryMarshal.TryGetArray(der, out ArraySegment<byte> whole) && whole is { Offset: 0, Array: { } array } && array.Length == whole.Count ? array : der.ToArray();

    // A cache whose server has died may hold each call for seconds, in the call itself or in its task.
    private async Task TryAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await Task.Run(() => call(stop.Token), stop.Token).WaitAsync(options.CacheTimeout, time, cancellationToken).ConfigureAwait(false);
            _breaker.Succeeded(Name);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await stop.CancelAsync().ConfigureAwait(false);
            _breaker.Failed(Name);
        }
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Hybrid;

namespace SmimeHelpdesk.Tests.Revocation;

/// <summary>The cache that several servers share; it can die in the middle.</summary>
internal sealed class TestHybridCache : HybridCache
{
    public ConcurrentDictionary<string, object?> Entries { get; } = new();

    /// <summary>Whether each call hangs, as with a client whose server was killed.</summary>
    public bool IsDead { get; set; }

    public int Calls { get; private set; }

    public override async ValueTask<T> GetOrCreateAsync<TState, T>(
        string key, TState state, Func<TState, CancellationToken, ValueTask<T>> factory, HybridCacheEntryOptions? options = null, IEnumerable<string>? tags = null, CancellationToken cancellationToken = default)
    {
        await CallAsync();
        options!.Flags.Should().HaveFlag(HybridCacheEntryFlags.DisableUnderlyingData);
        return Entries.TryGetValue(key, out object? value) ? (T)value! : default!;
    }

    public override async ValueTask SetAsync<T>(string key, T value, HybridCacheEntryOptions? options = null, IEnumerable<string>? tags = null, CancellationToken cancellationToken = default)
    {
        await CallAsync();
        options!.Expiration.Should().BePositive();
        Entries[key] = value;
    }

    public override ValueTask RemoveAsync(string key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override ValueTask RemoveByTagAsync(string tag, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    private async Task CallAsync()
    {
        Calls++;
        if (IsDead)
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
            throw new IOException("The server was killed.");
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace SmimeHelpdesk.EntityFrameworkCore.Access;

/// <summary>
/// Gives each operation a context of its own. The doors are singletons and a context is not thread-safe; and what a mail has taught
/// must stay when the host rolls its own unit of work back.
/// </summary>
internal sealed class ContextSource<TContext> : IDisposable
    where TContext : DbContext
{
    private readonly Func<CancellationToken, ValueTask<ContextLease<TContext>>> _open;
    private readonly SemaphoreSlim _writer = new(1);

    public ContextSource(IDbContextFactory<TContext> contexts) =>
        _open = async cancellationToken => new ContextLease<TContext>(await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false), null);

    public ContextSource(IServiceScopeFactory scopes) => _open = cancellationToken => OpenScopeAsync(scopes, cancellationToken);

    public Task<TResult> ReadAsync<TResult>(Func<TContext, Task<TResult>> read, CancellationToken cancellationToken) =>
        RunAsync(read, isWriting: false, cancellationToken);

    public Task<TResult> WriteAsync<TResult>(Func<TContext, Task<TResult>> write, CancellationToken cancellationToken) =>
        RunAsync(write, isWriting: true, cancellationToken);

    public void Dispose() => _writer.Dispose();

    private async Task<TResult> RunAsync<TResult>(Func<TContext, Task<TResult>> operation, bool isWriting, CancellationToken cancellationToken)
    {
        try
        {
            ContextLease<TContext> lease = await _open(cancellationToken).ConfigureAwait(false);
            await using (lease.ConfigureAwait(false))
            {
                bool queues = isWriting && lease.Context.Database.ProviderName == "Microsoft.EntityFrameworkCore.Sqlite";
                return queues ? await QueueAsync(operation, lease.Context, cancellationToken).ConfigureAwait(false) : await operation(lease.Context).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (StoreFailures.IsFailure(exception))
        {
            throw StoreFailures.Wrap(exception);
        }
    }

    // SQLite has one writer at a time, and those who wait for its lock block a thread each and poll. Queueing here is fair and free.
    private async Task<TResult> QueueAsync<TResult>(Func<TContext, Task<TResult>> operation, TContext context, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await operation(context).ConfigureAwait(false);
        }
        finally
        {
            _writer.Release();
        }
    }

    private static async ValueTask<ContextLease<TContext>> OpenScopeAsync(IServiceScopeFactory scopes, CancellationToken cancellationToken)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        try
        {
            return scope.ServiceProvider.GetService<IDbContextFactory<TContext>>() is { } contexts
                ? new ContextLease<TContext>(await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false), scope)
                : new ContextLease<TContext>(scope.ServiceProvider.GetRequiredService<TContext>(), scope);
        }
        catch
        {
            await scope.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}

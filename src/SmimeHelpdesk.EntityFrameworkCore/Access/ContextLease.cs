using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace SmimeHelpdesk.EntityFrameworkCore.Access;

/// <summary>A context for one operation, with the scope that it came from.</summary>
internal sealed class ContextLease<TContext>(TContext context, AsyncServiceScope? scope) : IAsyncDisposable
    where TContext : DbContext
{
    public TContext Context { get; } = context;

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync().ConfigureAwait(false);
        if (scope is { } owner)
        {
            await owner.DisposeAsync().ConfigureAwait(false);
        }
    }
}

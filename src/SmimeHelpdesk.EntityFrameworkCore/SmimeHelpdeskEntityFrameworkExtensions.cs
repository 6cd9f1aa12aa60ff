using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SmimeHelpdesk.EntityFrameworkCore.Access;

namespace SmimeHelpdesk;

/// <summary>Registers the stores of this package.</summary>
public static class SmimeHelpdeskEntityFrameworkExtensions
{
    /// <summary>
    /// Keeps credentials and customers' certificates in the host's context. The host registers the context itself, with
    /// <c>AddDbContextFactory</c> or <c>AddDbContext</c>, and calls <see cref="SmimeHelpdeskModelBuilderExtensions.UseSmimeHelpdesk"/> in its model.
    /// Each operation takes a context of its own: from the factory when there is one, else from a scope of its own. Needs a credential protector too.
    /// Repeated calls change nothing.
    /// </summary>
    /// <typeparam name="TContext">The host's context.</typeparam>
    /// <param name="builder">The builder that <c>AddSmimeHelpdesk</c> returned.</param>
    /// <returns>The same builder.</returns>
    public static SmimeHelpdeskBuilder UseEntityFrameworkCore<TContext>(this SmimeHelpdeskBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(provider => new ContextSource<TContext>(provider.GetRequiredService<IServiceScopeFactory>()));
        builder.Services.Replace(ServiceDescriptor.Singleton<IMailboxCredentialStore>(
            provider => new EntityFrameworkCredentialStore<TContext>(provider.GetRequiredService<ContextSource<TContext>>())));
        builder.Services.Replace(ServiceDescriptor.Singleton<ISignerCertificateCache>(
            provider => new EntityFrameworkSignerCertificateCache<TContext>(provider.GetRequiredService<ContextSource<TContext>>())));
        return builder;
    }
}

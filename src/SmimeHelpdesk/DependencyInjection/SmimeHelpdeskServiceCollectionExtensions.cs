using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SmimeHelpdesk;
using SmimeHelpdesk.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the library with a host.</summary>
public static class SmimeHelpdeskServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="SmimeMessageOpener"/>, <see cref="SmimeReplyComposer"/>, <see cref="MailboxCredentialManager"/>,
    /// <see cref="SmimeMessageReopener"/>, <see cref="SignerCertificateManager"/> and <see cref="SmimeHealthCheck"/> as
    /// singletons, with stores in memory until the builder names others. What the host has registered itself is left alone, and a second call adds nothing
    /// but its configuration.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes the options; null for the defaults.</param>
    /// <returns>A builder for the parts that a host replaces.</returns>
    public static SmimeHelpdeskBuilder AddSmimeHelpdesk(this IServiceCollection services, Action<SmimeHelpdeskOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        OptionsBuilder<SmimeHelpdeskOptions> options = services.AddOptions<SmimeHelpdeskOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SmimeHelpdeskOptions>, SmimeHelpdeskOptionsValidator>());
        AddParts(services);
        AddRevocation(services);
        AddDoors(services);
        return new SmimeHelpdeskBuilder(services);
    }

    private static void AddParts(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IMailboxCredentialStore, InMemoryMailboxCredentialStore>();
        services.TryAddSingleton<ISignerCertificateCache, InMemorySignerCertificateCache>();
        services.TryAddSingleton<ICredentialProtector, EphemeralCredentialProtector>();
        services.TryAddSingleton<ITrustAnchorProvider>(provider => new FixedTrustAnchors(Options(provider).TrustAnchors));
    }

    // One object, so that all requests share its breaker and its memory.
    private static void AddRevocation(IServiceCollection services)
    {
        services.TryAddSingleton(provider => new RevocationChecker(
            Options(provider).Revocation,
            provider.GetService<HybridCache>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<RevocationChecker>>()));
        services.TryAddSingleton<IRevocationChecker>(provider => provider.GetRequiredService<RevocationChecker>());
        services.TryAddSingleton<IIssuerSource>(provider => provider.GetRequiredService<RevocationChecker>());
    }

    private static void AddDoors(IServiceCollection services)
    {
        services.TryAddSingleton(provider => new MailboxCredentialManager(
            provider.GetRequiredService<IMailboxCredentialStore>(),
            provider.GetRequiredService<ICredentialProtector>(),
            provider.GetService<IPrivateKeyProvider>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<MailboxCredentialManager>>(),
            Options(provider).KeyLifetime,
            Options(provider).RecoveryCertificate));
        services.TryAddSingleton(provider => new SmimeHealthCheck(
            provider.GetRequiredService<MailboxCredentialManager>(), provider.GetRequiredService<ISignerCertificateCache>(), null, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new SmimeMessageOpener(
            provider.GetRequiredService<MailboxCredentialManager>(),
            provider.GetRequiredService<ISignerCertificateCache>(),
            provider.GetRequiredService<ITrustAnchorProvider>(),
            Options(provider).Policy,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<SmimeMessageOpener>>(),
            provider.GetRequiredService<IRevocationChecker>(),
            provider.GetRequiredService<IIssuerSource>()));
        services.TryAddSingleton(provider => new SmimeReplyComposer(
            provider.GetRequiredService<MailboxCredentialManager>(),
            provider.GetRequiredService<ISignerCertificateCache>(),
            provider.GetRequiredService<ITrustAnchorProvider>(),
            Options(provider).Policy,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<SmimeReplyComposer>>(),
            provider.GetService<IRecipientCertificateSource>(),
            provider.GetService<IReplyDefaultsProvider>(),
            provider.GetRequiredService<IRevocationChecker>()));
        services.TryAddSingleton(provider => new SmimeMessageReopener(
            provider.GetRequiredService<SmimeMessageOpener>(),
            provider.GetRequiredService<MailboxCredentialManager>(),
            provider.GetRequiredService<ITrustAnchorProvider>()));
        services.TryAddSingleton(provider => new SignerCertificateManager(
            provider.GetRequiredService<ISignerCertificateCache>(),
            provider.GetRequiredService<ITrustAnchorProvider>(),
            Options(provider).Policy,
            provider.GetRequiredService<TimeProvider>()));
    }

    private static SmimeHelpdeskOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<SmimeHelpdeskOptions>>().Value;
}

using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmimeHelpdesk.Expiry;

namespace SmimeHelpdesk;

/// <summary>
/// Replaces single parts of what <c>AddSmimeHelpdesk</c> has registered. Each part is a singleton, the last call for a part wins, and
/// a repeated call changes nothing.
/// </summary>
public sealed class SmimeHelpdeskBuilder
{
    internal SmimeHelpdeskBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Keeps mailbox credentials in a store of this type. Needs a credential protector too.</summary>
    /// <typeparam name="TStore">The store; thread-safe, as it is shared.</typeparam>
    /// <returns>This builder.</returns>
    public SmimeHelpdeskBuilder UseCredentialStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStore>()
        where TStore : class, IMailboxCredentialStore => Use<IMailboxCredentialStore, TStore>();

    /// <summary>Remembers customers' certificates in a cache of this type.</summary>
    /// <typeparam name="TCache">The cache; thread-safe, as it is shared.</typeparam>
    /// <returns>This builder.</returns>
    public SmimeHelpdeskBuilder UseSignerCertificateCache<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TCache>()
        where TCache : class, ISignerCertificateCache => Use<ISignerCertificateCache, TCache>();

    /// <summary>Encrypts private keys at rest with a protector of this type.</summary>
    /// <typeparam name="TProtector">The protector; thread-safe, as it is shared.</typeparam>
    /// <returns>This builder.</returns>
    public SmimeHelpdeskBuilder UseCredentialProtector<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProtector>()
        where TProtector : class, ICredentialProtector => Use<ICredentialProtector, TProtector>();

    /// <summary>Encrypts private keys at rest with the protector that this function makes, such as an <see cref="AesGcmCredentialProtector"/>.</summary>
    /// <param name="create">Makes the protector, once; the container disposes it.</param>
    /// <returns>This builder.</returns>
    public SmimeHelpdeskBuilder UseCredentialProtector(Func<IServiceProvider, ICredentialProtector> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.Replace(ServiceDescriptor.Singleton(create));
        return this;
    }

    /// <summary>Asks a provider of this type for private keys first: the seam for hardware modules and key services.</summary>
    /// <typeparam name="TProvider">The provider; thread-safe, as it is shared.</typeparam>
    /// <returns>This builder.</returns>
    public SmimeHelpdeskBuilder UsePrivateKeyProvider<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider>()
        where TProvider : class, IPrivateKeyProvider => Use<IPrivateKeyProvider, TProvider>();

    /// <summary>Looks for recipients' certificates in a source of this type, such as an address book.</summary>
    /// <typeparam name="TSource">The source; thread-safe, as it is shared.</typeparam>
    /// <returns>This builder.</returns>
    public SmimeHelpdeskBuilder UseRecipientCertificateSource<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSource>()
        where TSource : class, IRecipientCertificateSource => Use<IRecipientCertificateSource, TSource>();

    /// <summary>Asks a provider of this type which boxes a mailbox ticks by itself.</summary>
    /// <typeparam name="TProvider">The provider; thread-safe, as it is shared.</typeparam>
    /// <returns>This builder.</returns>
    public SmimeHelpdeskBuilder UseReplyDefaults<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider>()
        where TProvider : class, IReplyDefaultsProvider => Use<IReplyDefaultsProvider, TProvider>();

    /// <summary>Writes the audit trail into a sink of this type.</summary>
    /// <typeparam name="TSink">The sink; thread-safe, as it is shared.</typeparam>
    /// <returns>This builder.</returns>
    public SmimeHelpdeskBuilder UseAuditSink<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSink>()
        where TSink : class, ISmimeAuditSink => Use<ISmimeAuditSink, TSink>();

    /// <summary>
    /// Reports certificates that end in the background, once a day unless the options say otherwise: to the log, to the gauge
    /// <c>smimehelpdesk.certificates.expiring</c>, and to an <see cref="ISmimeExpiryReporter"/> where the host has registered one. Of many
    /// servers let one do it.
    /// </summary>
    /// <param name="configure">Changes the options; null for the defaults.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">A value of the options is out of range.</exception>
    public SmimeHelpdeskBuilder ReportExpiry(Action<ExpiryReportOptions>? configure = null)
    {
        var options = new ExpiryReportOptions();
        configure?.Invoke(options);
        if (options.Interval < TimeSpan.FromMinutes(1) || options.Within < TimeSpan.Zero || options.Tenants is null)
        {
            throw new ArgumentException("Interval is at least a minute, Within is not negative, and Tenants is not null.", nameof(configure));
        }

        Services.RemoveAll<ExpiryReportOptions>();
        Services.AddSingleton(options);
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ExpiryReportService>(provider => new ExpiryReportService(
            provider.GetRequiredService<SmimeExpiryForecaster>(),
            provider.GetRequiredService<ExpiryReportOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ISmimeExpiryReporter>(),
            provider.GetService<ILogger<ExpiryReportService>>())));
        return this;
    }

    /// <summary>Trusts the same anchors for every tenant.</summary>
    /// <param name="anchors">The anchors.</param>
    /// <returns>This builder.</returns>
    public SmimeHelpdeskBuilder UseTrustAnchors(TrustAnchors anchors)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        Services.Replace(ServiceDescriptor.Singleton<ITrustAnchorProvider>(new FixedTrustAnchors(anchors)));
        return this;
    }

    /// <summary>Asks a provider of this type whom to trust, so that a change takes effect without a restart.</summary>
    /// <typeparam name="TProvider">The provider; thread-safe, as it is shared.</typeparam>
    /// <returns>This builder.</returns>
    public SmimeHelpdeskBuilder UseTrustAnchors<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider>()
        where TProvider : class, ITrustAnchorProvider => Use<ITrustAnchorProvider, TProvider>();

    /// <summary>Asks a checker of this type about revocation, say one that supplies answers to a <see cref="RevocationChecker"/> of its own.</summary>
    /// <typeparam name="TChecker">The checker; thread-safe, as it is shared.</typeparam>
    /// <returns>This builder.</returns>
    public SmimeHelpdeskBuilder UseRevocationChecker<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TChecker>()
        where TChecker : class, IRevocationChecker => Use<IRevocationChecker, TChecker>();

    /// <summary>Looks for issuers that a message left out in a source of this type, such as a directory.</summary>
    /// <typeparam name="TSource">The source; thread-safe, as it is shared.</typeparam>
    /// <returns>This builder.</returns>
    public SmimeHelpdeskBuilder UseIssuerSource<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSource>()
        where TSource : class, IIssuerSource => Use<IIssuerSource, TSource>();

    private SmimeHelpdeskBuilder Use<TService, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TImplementation>()
        where TService : class
        where TImplementation : class, TService
    {
        Services.Replace(ServiceDescriptor.Singleton<TService, TImplementation>());
        return this;
    }
}

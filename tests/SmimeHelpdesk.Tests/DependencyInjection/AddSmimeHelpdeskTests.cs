using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SmimeHelpdesk.Tests.Credentials;

namespace SmimeHelpdesk.Tests.DependencyInjection;

public sealed class AddSmimeHelpdeskTests
{
    private readonly ServiceCollection _services = new();

    [Fact]
    public void AddSmimeHelpdesk_Alone_MakesEveryDoorOnce()
    {
        _services.AddSmimeHelpdesk();
        using ServiceProvider provider = Build();
        using IServiceScope scope = provider.CreateScope();

        foreach (Type door in new[] { typeof(SmimeMessageOpener), typeof(SmimeReplyComposer), typeof(MailboxCredentialManager) })
        {
            provider.GetRequiredService(door).Should().BeSameAs(scope.ServiceProvider.GetRequiredService(door));
        }
    }

    [Fact]
    public void AddSmimeHelpdesk_Twice_RegistersOnceAndAppliesBothConfigurations()
    {
        _services.AddSmimeHelpdesk(options => options.Policy = options.Policy with { MinimumRsaKeySize = 3072 });
        int count = _services.Count(service => service.ServiceType.Assembly == typeof(Mailbox).Assembly);
        _services.AddSmimeHelpdesk(options => options.Policy = options.Policy with { EncryptFromCache = true });

        _services.Count(service => service.ServiceType.Assembly == typeof(Mailbox).Assembly).Should().Be(count);
        using ServiceProvider provider = Build();
        SmimePolicy policy = provider.GetRequiredService<IOptions<SmimeHelpdeskOptions>>().Value.Policy;
        policy.MinimumRsaKeySize.Should().Be(3072);
        policy.EncryptFromCache.Should().BeTrue();
    }

    [Fact]
    public void AddSmimeHelpdesk_HostHasItsOwnParts_LeavesThemAlone()
    {
        var cache = new InMemorySignerCertificateCache();
        var anchors = new FixedTrustAnchors(TrustAnchors.None);
        _services.AddSingleton<ISignerCertificateCache>(cache);
        _services.AddSingleton<ITrustAnchorProvider>(anchors);
        _services.AddSmimeHelpdesk();

        using ServiceProvider provider = Build();
        provider.GetRequiredService<ISignerCertificateCache>().Should().BeSameAs(cache);
        provider.GetRequiredService<ITrustAnchorProvider>().Should().BeSameAs(anchors);
    }

    [Fact]
    public void UseParts_CalledTwice_LastOneWinsAndNothingIsDoubled()
    {
        using var first = new AesGcmCredentialProtector(RandomNumberGenerator.GetBytes(32));
        using var last = new AesGcmCredentialProtector(RandomNumberGenerator.GetBytes(32));
        _services.AddSmimeHelpdesk()
            .UseCredentialStore<OtherStore>().UseCredentialStore<OtherStore>()
            .UseSignerCertificateCache<InMemorySignerCertificateCache>().UseSignerCertificateCache<InMemorySignerCertificateCache>()
            .UseCredentialProtector(_ => first).UseCredentialProtector(_ => last)
            .UseTrustAnchors(TrustAnchors.None).UseTrustAnchors<NoAnchors>()
            .UsePrivateKeyProvider<NoKeys>().UsePrivateKeyProvider<NoKeys>();

        using ServiceProvider provider = Build();
        provider.GetServices<IMailboxCredentialStore>().Should().ContainSingle().Which.Should().BeOfType<OtherStore>();
        provider.GetServices<ISignerCertificateCache>().Should().ContainSingle();
        provider.GetServices<ICredentialProtector>().Should().ContainSingle().Which.Should().BeSameAs(last);
        provider.GetServices<ITrustAnchorProvider>().Should().ContainSingle().Which.Should().BeOfType<NoAnchors>();
        provider.GetServices<IPrivateKeyProvider>().Should().ContainSingle();
        provider.GetRequiredService<SmimeMessageOpener>().Should().NotBeNull();
    }

    [Fact]
    public void Start_LimitOutOfRange_IsRefusedWithItsName()
    {
        _services.AddSmimeHelpdesk(options => options.Policy = SmimePolicy.Default with { Limits = SmimeLimits.Default with { MaximumLayers = 0 } });

        Starting().Should().Throw<OptionsValidationException>().WithMessage("*MaximumLayers is 0*");
    }

    [Fact]
    public void Start_NoPolicy_IsRefused()
    {
        _services.AddSmimeHelpdesk(options => options.Policy = null!);

        Starting().Should().Throw<OptionsValidationException>();
    }

    [Fact]
    public void Start_LastingStoreWithoutProtector_IsRefusedBeforeAKeyIsLost()
    {
        _services.AddSmimeHelpdesk().UseCredentialStore<OtherStore>();

        Starting().Should().Throw<OptionsValidationException>().WithMessage("*UseCredentialProtector*");
    }

    [Fact]
    public void Start_LastingStoreWithProtector_IsFine()
    {
        _services.AddSmimeHelpdesk().UseCredentialStore<OtherStore>()
            .UseCredentialProtector(_ => new AesGcmCredentialProtector(RandomNumberGenerator.GetBytes(32)));

        Starting().Should().NotThrow();
    }

    [Theory]
    [InlineData(CredentialProtectorFault.AcceptsChangedCiphertext)]
    [InlineData(CredentialProtectorFault.AcceptsOtherBinding)]
    public void Start_ProtectorThatAcceptsWhatItMustNot_IsRefused(CredentialProtectorFault fault)
    {
        _services.AddSmimeHelpdesk().UseCredentialProtector(_ => new Keys.FaultyProtector(fault));

        Starting().Should().Throw<OptionsValidationException>().WithMessage($"*{fault}*");
    }

    private Action Starting() => () =>
    {
        using ServiceProvider provider = Build();
        provider.GetRequiredService<IStartupValidator>().Validate();
    };

    private ServiceProvider Build() =>
        _services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

    private sealed class OtherStore : IMailboxCredentialStore
    {
        private readonly TamperingStore _inner = new(new InMemoryMailboxCredentialStore());

        public Task<IReadOnlyList<StoredCredential>> ListAsync(Mailbox mailbox, CancellationToken cancellationToken) => _inner.ListAsync(mailbox, cancellationToken);

        public Task<bool> SaveAsync(StoredCredential credential, CancellationToken cancellationToken) => _inner.SaveAsync(credential, cancellationToken);

        public Task<bool> DeleteAsync(Mailbox mailbox, string sha256, CancellationToken cancellationToken) => _inner.DeleteAsync(mailbox, sha256, cancellationToken);

        public Task<IReadOnlyList<Mailbox>> ListMailboxesAsync(string? tenant, Mailbox? after, int maximum, CancellationToken cancellationToken) =>
            _inner.ListMailboxesAsync(tenant, after, maximum, cancellationToken);
    }

    private sealed class NoAnchors : ITrustAnchorProvider
    {
        public ValueTask<TrustAnchors> GetAsync(string tenant, CancellationToken cancellationToken) => new(TrustAnchors.None);
    }

    private sealed class NoKeys : IPrivateKeyProvider
    {
        public ValueTask<MailboxPrivateKey?> OpenAsync(StoredCredential credential, CancellationToken cancellationToken) => default;
    }
}

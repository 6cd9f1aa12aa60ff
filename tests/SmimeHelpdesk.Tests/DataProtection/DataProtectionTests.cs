using System.Reflection;
using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.Infrastructure;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.DataProtection;

public sealed class DataProtectionTests : IDisposable
{
    private static readonly TestIdentity Own = TestAuthority.Issuing.Issue(new TestSubject(Desk.Address));

    private readonly TemporaryDirectory _directory = new();
    private readonly InMemoryMailboxCredentialStore _store = new();

    [Fact]
    public async Task UseDataProtection_PersistedKeyRing_OpensTheKeyAfterARestart()
    {
        using (ServiceProvider before = Host(keys => keys.PersistKeysToFileSystem(new DirectoryInfo(_directory.Path))))
        {
            before.GetRequiredService<IStartupValidator>().Validate();
            using MailboxCredential credential = Own.ToCredential();
            await before.GetRequiredService<MailboxCredentialManager>().SaveAsync(Desk.Address, [credential], default);
        }

        using ServiceProvider after = Host(keys => keys.PersistKeysToFileSystem(new DirectoryInfo(_directory.Path)));

        (await after.GetRequiredService<MailboxCredentialManager>().ValidateAsync(Desk.Address, Own.Sha256, default)).Signing.Should().Be(CredentialProof.Proven);
        (await CredentialProtectorTest.RunAsync(after.GetRequiredService<ICredentialProtector>(), default)).Should().Be(CredentialProtectorFault.None);
    }

    [Theory]
    [InlineData(KeyRingFault.NoRepository)]
    [InlineData(KeyRingFault.Ephemeral)]
    [InlineData(KeyRingFault.KeyNotPersisted)]
    public void Start_KeyRingIsNotPersisted_IsRefused(KeyRingFault fault)
    {
        using ServiceProvider host = Host(keys =>
        {
            switch (fault)
            {
                case KeyRingFault.Ephemeral:
                    keys.UseEphemeralDataProtectionProvider();
                    break;
                case KeyRingFault.KeyNotPersisted:
                    keys.Services.Configure<KeyManagementOptions>(options => options.XmlRepository = new Forgetful());
                    break;
                default:
                    keys.Services.Configure<KeyManagementOptions>(options => options.XmlRepository = null);
                    break;
            }
        });

        FluentActions.Invoking(() => host.GetRequiredService<IStartupValidator>().Validate())
            .Should().Throw<OptionsValidationException>().WithMessage($"*{fault}*");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Start_ApplicationThatIsNamedByItsFolder_IsRefusedUntilItHasAName(bool isNamed)
    {
        using ServiceProvider host = Host(keys =>
        {
            keys.Services.AddSingleton<IApplicationDiscriminator>(new ContentRoot());
            keys.PersistKeysToFileSystem(new DirectoryInfo(_directory.Path));
            _ = isNamed ? keys.SetApplicationName("helpdesk") : keys;
        });

        Action starting = () => host.GetRequiredService<IStartupValidator>().Validate();

        if (isNamed)
        {
            starting.Should().NotThrow();
        }
        else
        {
            starting.Should().Throw<OptionsValidationException>().WithMessage("*ApplicationNotNamed*SetApplicationName*");
        }
    }

    [Fact]
    public async Task UnprotectAsync_KeyRevokedMeanwhile_OpensOnlyForARewrap()
    {
        using ServiceProvider host = Host(keys => keys.PersistKeysToFileSystem(new DirectoryInfo(_directory.Path)));
        IDataProtectionProvider provider = host.GetRequiredService<IDataProtectionProvider>();
        byte[] ciphertext = await new DataProtectionCredentialProtector(provider).ProtectAsync(new byte[] { 1, 2, 3 }, "row"u8.ToArray(), default);
        IKeyManager keys = host.GetRequiredService<IKeyManager>();
        keys.RevokeKey(keys.GetAllKeys().Single().KeyId, "lost");
        using ServiceProvider later = Host(again => again.PersistKeysToFileSystem(new DirectoryInfo(_directory.Path)));
        provider = later.GetRequiredService<IDataProtectionProvider>();

        await FluentActions.Awaiting(() => new DataProtectionCredentialProtector(provider).UnprotectAsync(ciphertext, "row"u8.ToArray(), default).AsTask())
            .Should().ThrowAsync<CryptographicException>();
        var rewrapping = new DataProtectionCredentialProtector(provider, acceptsRevokedKeys: true);
        (await rewrapping.UnprotectAsync(ciphertext, "row"u8.ToArray(), default)).Should().Equal(1, 2, 3);
        await FluentActions.Awaiting(() => rewrapping.UnprotectAsync(ciphertext, "another row"u8.ToArray(), default).AsTask()).Should().ThrowAsync<CryptographicException>();
    }

    [Fact]
    public async Task UnprotectAsync_WhatTheFirstVersionStored_Opens()
    {
        var provider = new EphemeralDataProtectionProvider();
        byte[] stored = provider.CreateProtector("SmimeHelpdesk.MailboxCredential").CreateProtector("v1").CreateProtector("0aff").Protect([1, 2, 3]);

        (await new DataProtectionCredentialProtector(provider).UnprotectAsync(stored, new byte[] { 0x0A, 0xFF }, default)).Should().Equal(1, 2, 3);
    }

    [Fact]
    public void Start_AnotherProtectorChosenLater_DoesNotAskTheKeyRing()
    {
        var services = new ServiceCollection();
        services.AddSmimeHelpdesk().UseDataProtection().UseDataProtection()
            .UseCredentialProtector(_ => new AesGcmCredentialProtector(RandomNumberGenerator.GetBytes(32)));
        using ServiceProvider host = services.BuildServiceProvider();

        FluentActions.Invoking(() => host.GetRequiredService<IStartupValidator>().Validate()).Should().NotThrow();
    }

    [Fact]
    public async Task UnprotectAsync_OtherBinding_IsRefusedWithoutACause()
    {
        var protector = new DataProtectionCredentialProtector(new EphemeralDataProtectionProvider());
        byte[] ciphertext = await protector.ProtectAsync(new byte[] { 1, 2, 3 }, "row 1"u8.ToArray(), default);

        (await FluentActions.Awaiting(() => protector.UnprotectAsync(ciphertext, "row 2"u8.ToArray(), default).AsTask()).Should().ThrowAsync<CryptographicException>())
            .Which.InnerException.Should().BeNull();
        (await protector.UnprotectAsync(ciphertext, "row 1"u8.ToArray(), default)).Should().Equal(1, 2, 3);
    }

    [Fact]
    public void Core_OfTheLibrary_DoesNotKnowDataProtection()
    {
        Assembly[] both = [typeof(Mailbox).Assembly, typeof(DataProtectionCredentialProtector).Assembly];

        both.Select(assembly => assembly.GetReferencedAssemblies().Any(name => name.Name!.Contains("DataProtection", StringComparison.Ordinal)))
            .Should().Equal(false, true);
        both[1].GetExportedTypes().Should().OnlyContain(type => type.Namespace == "SmimeHelpdesk" && type.IsSealed);
    }

    public void Dispose() => _directory.Dispose();

    private ServiceProvider Host(Action<IDataProtectionBuilder> keys)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new ManualTime(TestAuthority.Now));
        services.AddSingleton<IMailboxCredentialStore>(_store);
        services.AddSmimeHelpdesk().UseDataProtection();
        keys(services.AddDataProtection());
        return services.BuildServiceProvider();
    }

    /// <summary>What ASP.NET Core says of a host that has not named itself.</summary>
    private sealed class ContentRoot : IApplicationDiscriminator
    {
        public string Discriminator => "/srv/releases/42 ";
    }

    /// <summary>A repository that takes keys and has none.</summary>
    private sealed class Forgetful : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => [];

        public void StoreElement(XElement element, string friendlyName)
        {
        }
    }
}

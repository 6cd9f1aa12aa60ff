using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SmimeHelpdesk.Tests.Inbound;
using SmimeHelpdesk.Tests.Revocation;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;
using SmimeHelpdesk.Tests.Vectors;

namespace SmimeHelpdesk.Tests.DependencyInjection;

/// <summary>What a host registers is what is asked.</summary>
public sealed class RevocationServicesTests
{
    private static readonly byte[] Entity = Mail.Crlf("Content-Type: text/plain\n\nHello\n");
    private readonly ServiceCollection _services = new();

    public RevocationServicesTests() => _services.AddSingleton<TimeProvider>(new ManualTime(TestAuthority.Now));

    [Fact]
    public async Task OpenAsync_PolicyAsks_AsksByTheOptionsAndSharesTheAnswer()
    {
        await using var server = new LoopbackServer();
        var shared = new TestHybridCache();
        TestIdentity alice = RevocationPki.IssueWithIssuerUrl(TestAuthority.Issuing, server.Url + "/issuer", server.Url + "/crl");
        server.Serve(("/issuer", _ => TestAuthority.Issuing.Certificate.RawData), ("/crl", _ => RevocationPki.Crl(TestAuthority.Issuing, revoked: [(alice.Certificate, 1)])));
        _services.AddSingleton<HybridCache>(shared);
        Add(new RevocationOptions { PrivateHosts = ["127.0.0.1"], IssuerHosts = ["127.0.0.1"] });
        await using ServiceProvider provider = Build();

        using OpenedMessage opened = await OpenAsync(provider, SignedMail.Sign(Entity, by: alice, withIssuer: false));

        opened.Signature.Reason.Should().Be(SignatureReason.CertificateRevoked);
        server.Requests.Should().Be(2);
        shared.Entries.Should().ContainSingle();
    }

    [Fact]
    public async Task OpenAsync_HostHasItsOwnChecker_AsksThatOne()
    {
        var own = new AnsweringChecker(new CertificateRevocation { Sha256 = string.Empty, Status = RevocationStatus.Revoked, Reason = RevocationReason.KeyCompromise });
        _services.AddSingleton<IRevocationChecker>(own);
        Add(RevocationOptions.Default);
        await using ServiceProvider provider = Build();

        using OpenedMessage opened = await OpenAsync(provider, SignedMail.Sign(Entity));

        opened.Signature.Reason.Should().Be(SignatureReason.CertificateRevoked);
    }

    [Fact]
    public void GetRequiredService_CheckerAndIssuers_AreOne()
    {
        Add(RevocationOptions.Default);
        using ServiceProvider provider = Build();

        provider.GetRequiredService<IRevocationChecker>().Should().BeOfType<RevocationChecker>().And.BeSameAs(provider.GetRequiredService<IIssuerSource>());
    }

    [Fact]
    public void Start_BoundOutOfRange_IsRefusedWithItsName()
    {
        Add(RevocationOptions.Default with { AttemptTimeout = TimeSpan.Zero });
        using ServiceProvider provider = Build();

        provider.Invoking(services => services.GetRequiredService<IStartupValidator>().Validate()).Should().Throw<OptionsValidationException>().WithMessage("*AttemptTimeout is*");
    }

    private void Add(RevocationOptions options) => _services.AddSmimeHelpdesk(all =>
    {
        all.Policy = SmimePolicy.Default with { Revocation = RevocationMode.SoftFail };
        all.TrustAnchors = TrustAnchors.FromCertificates([TestAuthority.Root.Certificate]);
        all.Revocation = options;
    });

    private ServiceProvider Build() => _services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

    private static Task<OpenedMessage> OpenAsync(ServiceProvider provider, byte[] mail) =>
        provider.GetRequiredService<SmimeMessageOpener>().OpenAsync(new MemoryStream(mail), new Mailbox(Desk.Address), CancellationToken.None);
}

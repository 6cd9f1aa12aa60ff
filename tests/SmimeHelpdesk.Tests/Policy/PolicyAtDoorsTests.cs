using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Policy;

public sealed class PolicyAtDoorsTests
{
    private static readonly SmimePolicy OutOfRange = SmimePolicy.Default with { Limits = SmimeLimits.Default with { MaximumLayers = 0 } };
    private static readonly ITrustAnchorProvider Nobody = new FixedTrustAnchors(TrustAnchors.None);

    [Fact]
    public void Opener_PolicyOutOfRange_IsRefused() =>
        FluentActions.Invoking(() => new SmimeMessageOpener(MailboxCredentialManager.InMemory(), new InMemorySignerCertificateCache(), Nobody, OutOfRange))
            .Should().Throw<ArgumentException>().WithMessage("*MaximumLayers*").WithParameterName("policy");

    [Fact]
    public void Composer_PolicyOutOfRange_IsRefused() =>
        FluentActions.Invoking(() => new SmimeReplyComposer(MailboxCredentialManager.InMemory(), new InMemorySignerCertificateCache(), Nobody, OutOfRange))
            .Should().Throw<ArgumentException>().WithMessage("*MaximumLayers*").WithParameterName("policy");

    [Fact]
    public void Importer_LimitOutOfRange_IsRefused() =>
        FluentActions.Invoking(() => MailboxCredentialImporter.Import("text", options: new CredentialImportOptions { Limits = OutOfRange.Limits }))
            .Should().Throw<ArgumentException>().WithMessage("*MaximumLayers*");

    [Fact]
    public void SignerCertificateManager_PolicyOutOfRange_IsRefused() =>
        FluentActions.Invoking(() => new SignerCertificateManager(new InMemorySignerCertificateCache(), Nobody, OutOfRange))
            .Should().Throw<ArgumentException>().WithMessage("*MaximumLayers*").WithParameterName("policy");
}

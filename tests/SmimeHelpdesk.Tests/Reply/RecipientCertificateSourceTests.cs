using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Reply;

/// <summary>An address book is believed no more than a mail.</summary>
public sealed class RecipientCertificateSourceTests
{
    private const string Bob = "bob@customer.example";
    private static readonly TestIdentity Good = TestAuthority.Issuing.Issue(new TestSubject(Bob));
    private static readonly ReplyRecipients WithBob = new() { To = [ReplyCase.Customer], Cc = [Bob] };

    public static TheoryData<string, EncryptAvailability> Found => new()
    {
        { "good", EncryptAvailability.Available },
        { "nothing", EncryptAvailability.RecipientWithoutCertificate },
        { "other address", EncryptAvailability.RecipientWithoutCertificate },
        { "unreadable", EncryptAvailability.RecipientWithoutCertificate },
        { "expired", EncryptAvailability.CertificateExpired },
        { "signing only", EncryptAvailability.NotForEncryption },
        { "untrusted", EncryptAvailability.UntrustedIssuer },
        { "issuer missing", EncryptAvailability.UntrustedIssuer },
        { "expired, then good", EncryptAvailability.Available },
        { "good, but the seventeenth", EncryptAvailability.CertificateExpired },
    };

    [Theory]
    [MemberData(nameof(Found))]
    public async Task Ask_SourceFindsACertificate_IsJudgedAsStrictlyAsALearntOne(string kind, EncryptAvailability expected)
    {
        var source = new AddressBook(Rows(kind));
        SmimeReplyComposer composer = await ComposerAsync(source);

        RecipientAvailability bob = (await composer.GetAvailabilityAsync(ReplyCase.Context with { Tenant = "acme" }, WithBob, CancellationToken.None)).Recipients[1];

        bob.Encrypt.Should().Be(expected);
        bob.Cautions.Contains(SmimeCaution.CertificateFromSource).Should().Be(expected is EncryptAvailability.Available);
        source.Asked.Should().Equal(("acme", Bob));
    }

    [Fact]
    public async Task Ask_ABetterOneIsKnown_DoesNotAskTheSource()
    {
        var source = new AddressBook(Rows("good"));
        SmimeReplyComposer composer = await ComposerAsync(source);

        await composer.GetAvailabilityAsync(ReplyCase.Context with { Tenant = "acme" }, WithBob with { Certificates = [Good.Certificate] }, CancellationToken.None);

        source.Asked.Should().BeEmpty();
    }

    [Fact]
    public async Task Ask_SourceFails_IsItsOwnException()
    {
        SmimeReplyComposer composer = await ComposerAsync(new AddressBook([]) { IsDown = true });

        await FluentActions.Awaiting(() => composer.GetAvailabilityAsync(ReplyCase.Context with { Tenant = "acme" }, WithBob, CancellationToken.None)).Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task Compose_FromTheSource_IsReadByTheRecipient()
    {
        SmimeReplyComposer composer = await ComposerAsync(new AddressBook(Rows("good")));

        using ComposedReply composed = await composer.ComposeAsync(
            ReplyCase.Draft with { Recipients = WithBob }, ReplyCase.Context with { Tenant = "acme" }, ReplyProtection.Encrypt, CancellationToken.None);

        composed.Messages.Should().AllSatisfy(message => message.Recipients.Count.Should().BePositive());
        UnwrappedReply.Open(composed.Messages.Single(message => message.Recipients.Any(recipient => recipient.Address == Bob)).Message, Good).IsEncrypted.Should().BeTrue();
    }

    private static IReadOnlyList<RecipientCertificate> Rows(string kind) => kind switch
    {
        "good" => [Row(Good)],
        "nothing" => [],
        "other address" => [Row(ReplyCase.Alice)],
        "unreadable" => [new RecipientCertificate(new byte[] { 0x30, 0x03, 1, 2, 3 })],
        "expired" => [Row(Expired())],
        "signing only" => [Row(TestAuthority.Issuing.Issue(new TestSubject(Bob) { KeyUsage = X509KeyUsageFlags.DigitalSignature }))],
        "untrusted" => [Row(TestAuthority.CreateRoot("Stranger").Issue(new TestSubject(Bob)))],
        "issuer missing" => [new RecipientCertificate(Good.Certificate.RawData)],
        "expired, then good" => [Row(Expired()), Row(Good)],
        _ => [.. Enumerable.Range(0, 16).Select(_ => Row(Expired())), Row(Good)],
    };

    private static RecipientCertificate Row(TestIdentity identity) =>
        new(identity.Certificate.RawData) { Issuers = [.. identity.Issuer.Chain.Select(issuer => (ReadOnlyMemory<byte>)issuer.RawData)] };

    private static TestIdentity Expired() =>
        TestAuthority.Issuing.Issue(new TestSubject(Bob) { NotBefore = TestAuthority.Now.AddYears(-2), NotAfter = TestAuthority.Now.AddDays(-1) });

    private static Task<SmimeReplyComposer> ComposerAsync(AddressBook source)
    {
        var time = new ManualTime(TestAuthority.Now);
        var anchors = new FixedTrustAnchors(TrustAnchors.FromCertificates([TestAuthority.Root.Certificate]));
        return Task.FromResult(new SmimeReplyComposer(MailboxCredentialManager.InMemory(time), new InMemorySignerCertificateCache(), anchors, null, time, source: source));
    }

    private sealed class AddressBook(IReadOnlyList<RecipientCertificate> rows) : IRecipientCertificateSource
    {
        public List<(string Tenant, string Address)> Asked { get; } = [];

        public bool IsDown { get; init; }

        public Task<IReadOnlyList<RecipientCertificate>> FindAsync(string tenant, string address, CancellationToken cancellationToken)
        {
            Asked.Add((tenant, address));
            return IsDown ? throw new IOException("The directory is down.") : Task.FromResult(rows);
        }
    }
}

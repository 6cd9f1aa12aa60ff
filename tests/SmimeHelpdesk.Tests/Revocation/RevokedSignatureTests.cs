using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Tests.Cms.Forge;
using SmimeHelpdesk.Tests.Inbound;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Revocation;

/// <summary>What the answers make of verdicts and of the Encrypt box.</summary>
public sealed class RevokedSignatureTests
{
    private static readonly byte[] Entity = Mail.Crlf("Content-Type: text/plain\n\nHello\n");

    [Theory]
    [InlineData(RevocationMode.Off, SignatureStatus.Valid, SmimeCaution.RevocationNotChecked)]
    [InlineData(RevocationMode.SoftFail, SignatureStatus.Valid, SmimeCaution.RevocationUnknown)]
    [InlineData(RevocationMode.HardFail, SignatureStatus.Indeterminate, null)]
    public async Task OpenAsync_NoAnswer_IsAsThePolicySays(RevocationMode mode, SignatureStatus status, SmimeCaution? caution)
    {
        await using var test = new CheckCase();
        SignatureVerdict verdict = (await OpenAsync(test, mode, Alice(test))).Signature;

        verdict.Status.Should().Be(status);
        verdict.Reason.Should().Be(status is SignatureStatus.Valid ? SignatureReason.None : SignatureReason.RevocationUnknown);
        verdict.Cautions.Should().Equal(caution is { } expected ? [expected] : []);
        (verdict.Revocation is null).Should().Be(mode is RevocationMode.Off);
        test.Server.Requests.Should().Be(mode is RevocationMode.Off ? 0 : 1);
    }

    [Theory]
    [InlineData(CrlReason.KeyCompromise, -30, SignatureStatus.Invalid)]
    [InlineData(CrlReason.Superseded, -30, SignatureStatus.Valid)]
    [InlineData(CrlReason.Superseded, 0, SignatureStatus.Invalid)]
    public void Apply_RevokedLater_CondemnsEarlierSignaturesOnlyWithItsKey(int reason, int days, SignatureStatus status)
    {
        var report = new RevocationReport([new CertificateRevocation
        {
            Sha256 = "00", Status = RevocationStatus.Revoked, Reason = (RevocationReason)reason, RevokedAt = TestAuthority.Now.AddDays(-3),
        }]);

        SmimeHelpdesk.Verification.RevocationRules.Effective(report, TestAuthority.Now.AddDays(days))
            .Should().Be(status is SignatureStatus.Valid ? RevocationStatus.Good : RevocationStatus.Revoked);
    }

    [Fact]
    public async Task OpenAsync_Revoked_IsInvalidWithItsFactsAndTeachesNothing()
    {
        await using var test = new CheckCase();
        TestIdentity alice = Alice(test);
        test.Server.Serve(RevocationPki.Crl(TestAuthority.Issuing, revoked: [(alice.Certificate, CrlReason.KeyCompromise)]));

        OpenedMessage opened = await OpenAsync(test, RevocationMode.SoftFail, alice);

        opened.Signature.Status.Should().Be(SignatureStatus.Invalid);
        opened.Signature.Findings.Single().Facts.Should().Contain("reason", "KeyCompromise").And.ContainKey("revokedAt");
        opened.Signature.Revocation!.Status.Should().Be(RevocationStatus.Revoked);
        opened.Harvest.Status.Should().Be(HarvestStatus.NotStored);
        opened.ReplyContext.Encrypt.Should().Be(EncryptAvailability.CertificateRevoked);
        opened.Summary.Explain(Text.DescribedEnum.German).Should().Contain(text => text.Contains("Schlüssel in fremden Händen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GetAvailabilityAsync_RevokedSinceTheMessage_ClosesTheBox()
    {
        await using var test = new CheckCase();
        TestIdentity alice = Alice(test);
        test.Server.Serve(RevocationPki.Crl(TestAuthority.Issuing, nextUpdate: TestAuthority.Now.AddHours(1)));
        Desk desk = MakeDesk(test, RevocationMode.SoftFail);
        using OpenedMessage opened = await desk.OpenAsync(SignedMail.Sign(Entity, by: alice));
        opened.Signature.Status.Should().Be(SignatureStatus.Valid);
        ReplyContext context = ReplyContext.FromJson(opened.ReplyContext.ToJson());
        context.Should().Be(opened.ReplyContext);
        (await desk.Composer.GetAvailabilityAsync(context, null, CancellationToken.None)).Encrypt.Should().Be(EncryptAvailability.Available);

        desk.Time.Now = test.Time.Now += TimeSpan.FromDays(1);
        test.Server.Serve(RevocationPki.Crl(TestAuthority.Issuing, revoked: [(alice.Certificate, CrlReason.CessationOfOperation)]));

        (await desk.Composer.GetAvailabilityAsync(context, null, CancellationToken.None)).Encrypt.Should().Be(EncryptAvailability.CertificateRevoked);
    }

    [Fact]
    public async Task GetAvailabilityAsync_NoAnswerNow_ClosesTheBoxOnlyWherePolicyInsists()
    {
        await using var test = new CheckCase();
        TestIdentity alice = Alice(test);
        using OpenedMessage opened = await OpenAsync(test, RevocationMode.HardFail, alice);

        (await MakeDesk(test, RevocationMode.HardFail).Composer.GetAvailabilityAsync(opened.ReplyContext, null, CancellationToken.None))
            .Encrypt.Should().Be(EncryptAvailability.RevocationUnknown);
        ReplyAvailability soft = await MakeDesk(test, RevocationMode.SoftFail).Composer.GetAvailabilityAsync(opened.ReplyContext, null, CancellationToken.None);
        soft.Encrypt.Should().Be(EncryptAvailability.Available);
        soft.Cautions.Should().Contain(SmimeCaution.RevocationUnknown);
    }

    [Fact]
    public async Task OpenAsync_ForeignCertificatesWithUrls_CauseNoRequest()
    {
        await using var test = new CheckCase();
        TestAuthority foreign = TestAuthority.CreateRoot("Foreign CA");
        TestIdentity mallory = RevocationPki.Issue(test.Server.Url + "/crl", test.Server.Url + "/ocsp", foreign);
        X509Certificate2[] more = [.. Enumerable.Range(0, 29).Select(i => RevocationPki.Issue($"{test.Server.Url}/{i}", test.Server.Url, foreign).Certificate)];
        using OpenedMessage opened = await MakeDesk(test, RevocationMode.HardFail).OpenAsync(SignedMail.Sign(Entity, by: mallory, more: more));
        using OpenedMessage many = await MakeDesk(test, RevocationMode.HardFail).OpenAsync(SignedMail.Sign(Entity, by: mallory, more: [.. more, .. more, .. more]));

        opened.Signature.Reason.Should().Be(SignatureReason.UntrustedIssuer);
        test.Server.Requests.Should().Be(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OpenAsync_FiftyForeignCertificates_CauseNoRequest(bool besideATrustedSigner)
    {
        await using var foreign = new LoopbackServer();
        await using var test = new CheckCase(options => options with { IssuerHosts = ["aia.desk.example"] });
        TestAuthority stranger = TestAuthority.CreateRoot("Foreign CA");
        X509Certificate2[] fifty = [.. Enumerable.Range(0, 50).Select(i => (i % 2 == 0
            ? RevocationPki.Issue($"{foreign.Url}/{i}", foreign.Url, stranger)
            : RevocationPki.IssueWithIssuerUrl(stranger, foreign.Url, foreign.Url)).Certificate)];
        TestIdentity signer = besideATrustedSigner ? Alice(test) : RevocationPki.IssueWithIssuerUrl(stranger, foreign.Url + "/issuer", foreign.Url + "/crl");
        test.Server.Serve(RevocationPki.Crl(TestAuthority.Issuing));
        var policy = SmimePolicy.Default with { Revocation = RevocationMode.SoftFail, Limits = SmimeLimits.Default with { MaximumCertificates = 100 } };

        using OpenedMessage opened = await new Desk(policy, revocation: test.Checker, issuers: test.Checker).OpenAsync(SignedMail.Sign(Entity, by: signer, withIssuer: besideATrustedSigner, more: fifty));

        opened.Signature.Reason.Should().Be(besideATrustedSigner ? SignatureReason.None : SignatureReason.UntrustedIssuer);
        foreign.Requests.Should().Be(0);
        test.Server.Requests.Should().Be(besideATrustedSigner ? 1 : 0);
    }

    [Theory]
    [InlineData(true, SignatureReason.CertificateRevoked)]
    [InlineData(false, SignatureReason.None)]
    public async Task OpenAsync_ListWithinTheMessage_CountsWhereNobodyElseCanBeAsked(bool revoked, SignatureReason reason)
    {
        await using var test = new CheckCase();
        KeyedIdentity alice = SharedIdentities.Alice();
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(alice.Certificate.Der.Span);
        byte[] crl = RevocationPki.Crl(TestAuthority.Issuing, revoked: revoked ? [(certificate, CrlReason.KeyCompromise)] : []);
        byte[] mail = ForgedMail.Signed((ForgedSignature.By(ForgedMail.Entity, alice) with { Crls = [crl] }).Encode());
        var desk = new Desk(SmimePolicy.Default with { Revocation = RevocationMode.HardFail }, TrustAnchors.FromCertificates([TestAuthority.Issuing.Certificate]), revocation: test.Checker);

        using OpenedMessage opened = await desk.OpenAsync(mail);

        opened.Signature.Reason.Should().Be(reason);
        opened.Signature.Revocation!.Certificates.Single().Source.Should().Be(RevocationSource.Crl);
        test.Server.Requests.Should().Be(0);
    }

    [Fact]
    public void Constructors_PolicyAsksAndNobodyAnswers_Throw()
    {
        SmimePolicy policy = SmimePolicy.Default with { Revocation = RevocationMode.SoftFail };
        FluentActions.Invoking(() => new Desk(policy)).Should().Throw<ArgumentException>();
    }

    private static TestIdentity Alice(CheckCase test) => RevocationPki.Issue(test.Server.Url + "/crl");

    private static Desk MakeDesk(CheckCase test, RevocationMode mode) => new(SmimePolicy.Default with { Revocation = mode }, revocation: test.Checker);

    private static async Task<OpenedMessage> OpenAsync(CheckCase test, RevocationMode mode, TestIdentity by) =>
        await MakeDesk(test, mode).OpenAsync(SignedMail.Sign(Entity, by: by));
}

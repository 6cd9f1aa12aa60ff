using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Revocation;

/// <summary>Whoever signs an answer for somebody else may be revoked himself.</summary>
public sealed class AnswerSignerTests
{
    private static readonly TestAuthority Issuing = TestAuthority.Issuing;

    [Theory]
    [InlineData(true, RevocationUnknownReason.SignerRevoked)]
    [InlineData(false, RevocationUnknownReason.None)]
    public async Task CheckAsync_ResponderThatNamesAList_IsAskedAbout(bool revoked, RevocationUnknownReason reason)
    {
        await using var test = new CheckCase();
        TestIdentity responder = RevocationPki.Responder(Issuing, crl: test.Server.Url + "/crl");
        test.Server.Serve(
            ("/ocsp", request => RevocationPki.Ocsp(request, responder.Certificate)),
            ("/crl", _ => RevocationPki.Crl(Issuing, revoked: revoked ? [(responder.Certificate, CrlReason.KeyCompromise)] : [])));

        CertificateRevocation found = await test.AskAsync(RevocationPki.Issue(ocsp: test.Server.Url + "/ocsp"));

        found.Unknown.Should().Be(reason);
        found.Status.Should().Be(revoked ? RevocationStatus.Unknown : RevocationStatus.Good);
        test.Server.Requests.Should().Be(2);
    }

    [Fact]
    public async Task CheckAsync_ResponderMarkedNoCheck_IsNotAskedAbout()
    {
        await using var test = new CheckCase();
        TestIdentity responder = RevocationPki.Responder(Issuing, crl: test.Server.Url + "/crl", noCheck: true);
        test.Server.Serve(("/ocsp", request => RevocationPki.Ocsp(request, responder.Certificate)));

        (await test.AskAsync(RevocationPki.Issue(ocsp: test.Server.Url + "/ocsp"))).Status.Should().Be(RevocationStatus.Good);
        test.Server.Requests.Should().Be(1);
    }

    [Theory]
    [InlineData(RevocationMode.SoftFail, RevocationUnknownReason.None)]
    [InlineData(RevocationMode.HardFail, RevocationUnknownReason.SignerNotChecked)]
    public async Task CheckAsync_NoAnswerAboutTheResponder_IsAsThePolicySays(RevocationMode mode, RevocationUnknownReason reason)
    {
        await using var test = new CheckCase();
        TestIdentity responder = RevocationPki.Responder(Issuing, crl: test.Server.Url + "/missing");
        test.Server.Serve(("/ocsp", request => RevocationPki.Ocsp(request, responder.Certificate)));

        (await test.AskAsync(RevocationPki.Issue(ocsp: test.Server.Url + "/ocsp"), request => request with { Policy = SmimePolicy.Default with { Revocation = mode } }))
            .Unknown.Should().Be(reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CheckAsync_SeparateKeyForLists_IsAskedAbout(bool revoked)
    {
        await using var test = new CheckCase();
        TestAuthority listKey = TestAuthority.Root.CreateSubordinate("Test Issuing CA", request =>
            request.CertificateExtensions.Add(System.Security.Cryptography.X509Certificates.CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([test.Server.Url + "/root"])));
        test.Server.Serve(
            ("/crl", _ => RevocationPki.Crl(Issuing, signer: listKey)),
            ("/root", _ => RevocationPki.Crl(TestAuthority.Root, revoked: revoked ? [(listKey.Certificate, CrlReason.KeyCompromise)] : [])));

        CertificateRevocation found = await test.AskAsync(
            RevocationPki.Issue(test.Server.Url + "/crl"), request => request with { Certificates = [listKey.Certificate.RawData] });

        found.Unknown.Should().Be(revoked ? RevocationUnknownReason.SignerRevoked : RevocationUnknownReason.None);
        test.Server.Requests.Should().Be(2);
    }

    // Whoever stands between can send a list, and any sender a certificate of the issuer's name with it.
    [Fact]
    public async Task CheckAsync_ListByAStrangerOfTheIssuersName_IsByTheWrongSigner()
    {
        await using var test = new CheckCase();
        TestAuthority stranger = TestAuthority.CreateRoot("Test Issuing CA");
        test.Server.Serve(RevocationPki.Crl(Issuing, signer: stranger));

        CertificateRevocation found = await test.AskAsync(
            RevocationPki.Issue(test.Server.Url + "/crl"), request => request with { Certificates = [stranger.Certificate.RawData] });

        (found.Status, found.Unknown).Should().Be((RevocationStatus.Unknown, RevocationUnknownReason.WrongSigner));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CheckAsync_KeyThatSignsTheListOfItself_EndsAndBelievesItsOwnConfession(bool revoked)
    {
        await using var test = new CheckCase();
        string url = test.Server.Url + "/root";
        TestAuthority listKey = TestAuthority.Root.CreateSubordinate("Test Root CA", request =>
            request.CertificateExtensions.Add(System.Security.Cryptography.X509Certificates.CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([url])));
        TestAuthority asked = RevocationPki.Subordinate(url);
        test.Server.Serve(("/root", _ => RevocationPki.Crl(TestAuthority.Root, signer: listKey, revoked: revoked ? [(listKey.Certificate, CrlReason.KeyCompromise)] : [])));

        RevocationReport report = await test.Checker.CheckAsync(
            RevocationPki.Question(RevocationPki.Issue(issuer: asked)) with { Certificates = [listKey.Certificate.RawData] }, CancellationToken.None);

        report.Certificates[1].Unknown.Should().Be(revoked ? RevocationUnknownReason.SignerRevoked : RevocationUnknownReason.None);
    }

    [Fact]
    public async Task CheckAsync_ExpiredCertificateMissingFromTheList_IsNotGood()
    {
        await using var test = new CheckCase();
        TestIdentity alice = RevocationPki.Issue(test.Server.Url + "/crl");
        test.Time.Now = alice.Certificate.NotAfter.AddDays(10);
        test.Server.Serve(RevocationPki.Crl(Issuing, thisUpdate: test.Time.Now.AddDays(-1), nextUpdate: test.Time.Now.AddDays(1)));

        (await test.AskAsync(alice)).Unknown.Should().Be(RevocationUnknownReason.OutOfScope);
    }
}

using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Revocation;

public sealed class CrlCheckTests
{
    [Fact]
    public async Task CheckAsync_NotListed_IsGoodWithItsSource()
    {
        await using var test = new CheckCase();
        TestIdentity alice = RevocationPki.Issue(test.Server.Url + "/crl");
        test.Server.Serve(RevocationPki.Crl(TestAuthority.Issuing));

        CertificateRevocation found = await test.AskAsync(alice);

        found.Status.Should().Be(RevocationStatus.Good);
        found.Source.Should().Be(RevocationSource.Crl);
        found.Location.Should().Be(new Uri(test.Server.Url + "/crl"));
        found.NextUpdate.Should().Be(TestAuthority.Now.AddDays(6));
        found.Sha256.Should().Be(alice.Sha256);
    }

    [Fact]
    public async Task CheckAsync_Listed_IsRevokedWithTimeAndReason()
    {
        await using var test = new CheckCase();
        TestIdentity alice = RevocationPki.Issue(test.Server.Url + "/crl");
        test.Server.Serve(RevocationPki.Crl(TestAuthority.Issuing, revoked: [(TestAuthority.Root.Certificate, 5), (alice.Certificate, CrlReason.KeyCompromise)]));

        CertificateRevocation found = await test.AskAsync(alice);

        found.Status.Should().Be(RevocationStatus.Revoked);
        found.Reason.Should().Be(RevocationReason.KeyCompromise);
        found.RevokedAt.Should().Be(TestAuthority.Now.AddDays(-3));
    }

    [Fact]
    public async Task CheckAsync_RevokedIssuer_IsReportedForThePath()
    {
        await using var test = new CheckCase();
        TestAuthority issuing = RevocationPki.Subordinate(test.Server.Url + "/root");
        TestIdentity alice = RevocationPki.Issue(test.Server.Url + "/leaf", issuer: issuing);
        test.Server.Serve(
            ("/leaf", _ => RevocationPki.Crl(issuing)),
            ("/root", _ => RevocationPki.Crl(TestAuthority.Root, revoked: [(issuing.Certificate, CrlReason.CACompromise)])));

        RevocationReport report = await test.Checker.CheckAsync(RevocationPki.Question(alice), CancellationToken.None);

        report.Status.Should().Be(RevocationStatus.Revoked);
        report.Certificates.Select(certificate => certificate.Status).Should().Equal(RevocationStatus.Good, RevocationStatus.Revoked);
    }

    [Fact]
    public async Task CheckAsync_SecondDistributionPoint_IsAskedWhenTheFirstFails()
    {
        await using var test = new CheckCase();
        TestIdentity alice = RevocationPki.Issue(test.Server.Url + "/missing", null, null, "alice@customer.example", test.Server.Url + "/crl");
        test.Server.Serve(("/crl", _ => RevocationPki.Crl(TestAuthority.Issuing)));

        (await test.AskAsync(alice)).Status.Should().Be(RevocationStatus.Good);
        test.Server.Requests.Should().Be(2);
    }

    [Fact]
    public async Task CheckAsync_DamagedAnswers_EachHasItsReason()
    {
        TestAuthority stranger = TestAuthority.CreateRoot("Test Issuing CA");
        TestAuthority other = TestAuthority.Root.CreateSubordinate("Another CA");
        byte[] altered = RevocationPki.Crl(TestAuthority.Issuing);
        altered[^1] ^= 1;
        var expected = new (byte[] Answer, RevocationUnknownReason Reason)[]
        {
            (RevocationPki.Crl(TestAuthority.Issuing, thisUpdate: RevocationPki.Now.AddDays(-9), nextUpdate: RevocationPki.Now.AddDays(-2)), RevocationUnknownReason.AnswerExpired),
            (RevocationPki.Crl(TestAuthority.Issuing, thisUpdate: RevocationPki.Now.AddDays(1)), RevocationUnknownReason.AnswerNotYetValid),
            (RevocationPki.Crl(TestAuthority.Issuing, signer: stranger), RevocationUnknownReason.SignatureInvalid),
            (RevocationPki.Crl(TestAuthority.Issuing, change: crl => crl.AddExtension("1.2.3.4", true, new byte[] { 5, 0 })), RevocationUnknownReason.UnknownCriticalExtension),
            (altered, RevocationUnknownReason.SignatureInvalid),
            ("no crl"u8.ToArray(), RevocationUnknownReason.Malformed),
            ([], RevocationUnknownReason.Malformed),
            ([.. Enumerable.Repeat<byte>(0x30, 5).Concat(Enumerable.Repeat<byte>(0x80, 100_000))], RevocationUnknownReason.Malformed),
            (RevocationPki.Crl(other, signer: other), RevocationUnknownReason.SignatureInvalid),
            (RevocationPki.Crl(TestAuthority.Issuing, change: crl => crl.AddExtension(X509Extensions.IssuingDistributionPoint, true, new IssuingDistributionPoint(null, false, true, null, false, false))), RevocationUnknownReason.OutOfScope),
        };
        foreach ((byte[] answer, RevocationUnknownReason reason) in expected)
        {
            await using var test = new CheckCase();
            TestIdentity alice = RevocationPki.Issue(test.Server.Url + "/crl");
            test.Server.Serve(answer);

            CertificateRevocation found = await test.AskAsync(alice);

            found.Status.Should().Be(RevocationStatus.Unknown);
            found.Unknown.Should().Be(reason);
        }
    }

    [Fact]
    public async Task CheckAsync_OnlySomeReasons_IsNotEnough()
    {
        await using var test = new CheckCase();
        TestIdentity alice = RevocationPki.Issue(test.Server.Url + "/crl");
        test.Server.Serve(RevocationPki.Crl(TestAuthority.Issuing, change: crl =>
            crl.AddExtension(X509Extensions.IssuingDistributionPoint, true, new IssuingDistributionPoint(null, false, false, new ReasonFlags(ReasonFlags.KeyCompromise), false, false))));

        (await test.AskAsync(alice)).Unknown.Should().Be(RevocationUnknownReason.OutOfScope);
    }

    [Fact]
    public async Task CheckAsync_NoSourceOrOtherSchemes_AreNotAsked()
    {
        await using var test = new CheckCase();
        foreach (string? url in new[] { null, "ldap://127.0.0.1/cn=x", "https://127.0.0.1/crl", "file:///etc/passwd", "http://user@127.0.0.1/", "ftp://127.0.0.1/" })
        {
            (await test.AskAsync(RevocationPki.Issue(url))).Unknown.Should().Be(RevocationUnknownReason.NoSource, url);
        }

        test.Server.Requests.Should().Be(0);
    }

    [Fact]
    public async Task CheckAsync_PathWithoutAnchor_AsksNobody()
    {
        await using var test = new CheckCase();
        TestAuthority foreign = TestAuthority.CreateRoot("Foreign");
        TestIdentity mallory = RevocationPki.Issue(test.Server.Url + "/crl", test.Server.Url + "/ocsp", foreign);
        RevocationRequest question = RevocationPki.Question(mallory);
        RevocationRequest borrowed = question with { Path = [question.Path[0], .. RevocationPki.Question(RevocationPki.Issue()).Path.Skip(1)] };

        foreach (RevocationRequest request in new[] { question, borrowed, question with { Path = [new byte[] { 1, 2, 3 }] } })
        {
            RevocationReport report = await test.Checker.CheckAsync(request, CancellationToken.None);
            report.Status.Should().Be(RevocationStatus.Unknown);
            report.Certificates.Should().OnlyContain(certificate => certificate.Unknown == RevocationUnknownReason.NotTrusted);
        }

        test.Server.Requests.Should().Be(0);
    }

    [Fact]
    public async Task CheckAsync_SuppliedAnswers_CountByWhoChoseThem()
    {
        await using var test = new CheckCase();
        TestIdentity alice = RevocationPki.Issue(test.Server.Url + "/crl");
        byte[] good = RevocationPki.Crl(TestAuthority.Issuing);
        byte[] revoked = RevocationPki.Crl(TestAuthority.Issuing, revoked: [(alice.Certificate, 1)]);
        test.Server.Serve(revoked);

        (await test.AskAsync(alice, request => request with { Answers = [good] })).Status.Should().Be(RevocationStatus.Good);
        (await test.AskAsync(alice, request => request with { MessageAnswers = [revoked] })).Status.Should().Be(RevocationStatus.Revoked);
        test.Server.Requests.Should().Be(0);

        // Whoever was revoked keeps the list of the day before; the network knows better.
        CertificateRevocation asked = await test.AskAsync(alice, request => request with { MessageAnswers = [good] });
        asked.Status.Should().Be(RevocationStatus.Revoked);
        test.Server.Requests.Should().Be(1);
        await using var offline = new CheckCase();
        (await offline.AskAsync(RevocationPki.Issue(offline.Server.Url + "/404"), request => request with { MessageAnswers = [good] })).Status.Should().Be(RevocationStatus.Good);
    }

    [Fact]
    public async Task CheckAsync_DeltaCrl_OverridesItsBase()
    {
        await using var test = new CheckCase();
        TestIdentity alice = RevocationPki.Issue(test.Server.Url + "/crl");
        TestIdentity bob = RevocationPki.Issue(test.Server.Url + "/crl", address: "bob@customer.example");
        var freshest = new CrlDistPoint([new DistributionPoint(new DistributionPointName(new GeneralNames(new GeneralName(GeneralName.UniformResourceIdentifier, test.Server.Url + "/delta"))), null, null)]);
        byte[] complete = RevocationPki.Crl(TestAuthority.Issuing, change: crl =>
        {
            crl.AddExtension(X509Extensions.CrlNumber, false, Org.BouncyCastle.Asn1.DerInteger.ValueOf(7));
            crl.AddExtension(X509Extensions.FreshestCrl, false, freshest);
        }, revoked: [(bob.Certificate, CrlReason.CertificateHold)]);
        byte[] delta = RevocationPki.Crl(TestAuthority.Issuing, change: crl =>
        {
            crl.AddExtension(X509Extensions.CrlNumber, false, Org.BouncyCastle.Asn1.DerInteger.ValueOf(8));
            crl.AddExtension(X509Extensions.DeltaCrlIndicator, true, Org.BouncyCastle.Asn1.DerInteger.ValueOf(7));
        }, revoked: [(alice.Certificate, CrlReason.Superseded), (bob.Certificate, CrlReason.RemoveFromCrl)]);
        test.Server.Serve(("/crl", _ => complete), ("/delta", _ => delta));

        (await test.AskAsync(alice)).Reason.Should().Be(RevocationReason.Superseded);
        (await test.AskAsync(bob)).Status.Should().Be(RevocationStatus.Good);
        test.Server.Serve(delta);
        await using var alone = new CheckCase();
        alone.Server.Serve(delta);
        (await alone.AskAsync(RevocationPki.Issue(alone.Server.Url + "/crl"))).Unknown.Should().Be(RevocationUnknownReason.OutOfScope);
    }
}

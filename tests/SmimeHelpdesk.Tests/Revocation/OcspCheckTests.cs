using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Revocation;

public sealed class OcspCheckTests
{
    private static readonly TestAuthority Issuing = TestAuthority.Issuing;

    [Fact]
    public async Task CheckAsync_AnswersOfTheIssuerOrItsResponder_Count()
    {
        await using var test = new CheckCase();
        TestIdentity responder = RevocationPki.Responder(Issuing);
        foreach ((Func<byte[], byte[]> answer, RevocationStatus status) in new (Func<byte[], byte[]>, RevocationStatus)[]
        {
            (request => RevocationPki.Ocsp(request, Issuing.Certificate), RevocationStatus.Good),
            (request => RevocationPki.Ocsp(request, Issuing.Certificate, withCertificate: false), RevocationStatus.Good),
            (request => RevocationPki.Ocsp(request, responder.Certificate), RevocationStatus.Good),
            (request => RevocationPki.Ocsp(request, responder.Certificate, revoked: 1), RevocationStatus.Revoked),
        })
        {
            test.Server.Serve(("/ocsp", answer));
            CertificateRevocation found = await test.AskAsync(RevocationPki.Issue(ocsp: test.Server.Url + "/ocsp"));

            found.Status.Should().Be(status);
            found.Source.Should().Be(RevocationSource.Ocsp);
            found.Reason.Should().Be(status is RevocationStatus.Revoked ? RevocationReason.KeyCompromise : null);
        }
    }

    [Fact]
    public async Task CheckAsync_WrongAnswers_EachHasItsReason()
    {
        TestAuthority foreign = TestAuthority.CreateRoot("Foreign");
        TestIdentity stranger = RevocationPki.Responder(foreign);
        TestIdentity mailOnly = RevocationPki.Responder(Issuing, "1.3.6.1.5.5.7.3.4");
        TestIdentity anyPurpose = RevocationPki.Responder(Issuing, "2.5.29.37.0");
        TestIdentity responder = RevocationPki.Responder(Issuing);
        var expected = new (Func<byte[], byte[]> Answer, RevocationUnknownReason Reason)[]
        {
            (request => RevocationPki.Ocsp(request, responder.Certificate, nextUpdate: RevocationPki.Now.AddMinutes(-30)), RevocationUnknownReason.AnswerExpired),
            (request => RevocationPki.Ocsp(request, stranger.Certificate), RevocationUnknownReason.WrongSigner),
            (request => RevocationPki.Ocsp(request, stranger.Certificate, withCertificate: false), RevocationUnknownReason.SignatureInvalid),
            (request => RevocationPki.Ocsp(request, mailOnly.Certificate), RevocationUnknownReason.ResponderNotAuthorized),
            (request => RevocationPki.Ocsp(request, anyPurpose.Certificate), RevocationUnknownReason.ResponderNotAuthorized),
            (request => RevocationPki.Ocsp(request, responder.Certificate, nonce: new byte[32]), RevocationUnknownReason.NonceMismatch),
            (request => RevocationPki.Ocsp(request, responder.Certificate, isUnknown: true), RevocationUnknownReason.CertificateUnknown),
            (_ => [0x30, 0x03, 0x0A, 0x01, 0x03], RevocationUnknownReason.ResponderError),
            (_ => "<html>"u8.ToArray(), RevocationUnknownReason.Malformed),
            (_ => Damage(RevocationPki.Ocsp(_, responder.Certificate)), RevocationUnknownReason.SignatureInvalid),
        };
        foreach ((Func<byte[], byte[]> answer, RevocationUnknownReason reason) in expected)
        {
            await using var test = new CheckCase(options => options with { UseNonce = true });
            test.Server.Serve(("/ocsp", answer));

            (await test.AskAsync(RevocationPki.Issue(ocsp: test.Server.Url + "/ocsp"))).Unknown.Should().Be(reason);
        }
    }

    [Fact]
    public async Task CheckAsync_AnswerAboutAnother_IsNotTaken()
    {
        await using var test = new CheckCase();
        byte[]? first = null;
        test.Server.Serve(("/ocsp", request => first ??= RevocationPki.Ocsp(request, Issuing.Certificate)));

        (await test.AskAsync(RevocationPki.Issue(ocsp: test.Server.Url + "/ocsp"))).Status.Should().Be(RevocationStatus.Good);
        (await test.AskAsync(RevocationPki.Issue(ocsp: test.Server.Url + "/ocsp"))).Unknown.Should().Be(RevocationUnknownReason.CertificateUnknown);
    }

    [Fact]
    public async Task CheckAsync_ResponderFails_TheCrlIsAsked()
    {
        await using var test = new CheckCase();
        test.Server.Serve(("/crl", _ => RevocationPki.Crl(Issuing)));

        CertificateRevocation found = await test.AskAsync(RevocationPki.Issue(test.Server.Url + "/crl", test.Server.Url + "/ocsp"));

        (found.Status, found.Source).Should().Be((RevocationStatus.Good, RevocationSource.Crl));
    }

    [Fact]
    public async Task CheckAsync_StapledAnswer_IsTakenWithoutARequest()
    {
        await using var test = new CheckCase();
        TestIdentity alice = RevocationPki.Issue(ocsp: test.Server.Url + "/ocsp");
        byte[]? stapled = null;
        test.Server.Serve(("/ocsp", request => stapled = RevocationPki.Ocsp(request, Issuing.Certificate, revoked: 4)));
        await test.AskAsync(alice);
        await using var offline = new CheckCase();

        CertificateRevocation found = await offline.AskAsync(alice, request => request with { MessageAnswers = [stapled!] });

        (found.Status, found.Reason).Should().Be((RevocationStatus.Revoked, RevocationReason.Superseded));
        test.Server.Requests.Should().Be(1);
    }

    private static byte[] Damage(byte[] answer)
    {
        // Within producedAt: the structure stays readable and the signature does not hold.
        int at = answer.AsSpan().IndexOf("20260601"u8) + 11;
        answer[at] = answer[at] == (byte)'1' ? (byte)'2' : (byte)'1';
        return answer;
    }
}

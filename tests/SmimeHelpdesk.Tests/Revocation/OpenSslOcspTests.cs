using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.Support;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Revocation;

/// <summary>Against the responder of another program, at the time of today, as it knows no other.</summary>
public sealed class OpenSslOcspTests : IAsyncLifetime
{
    private static readonly TestAuthority Issuing = TestAuthority.Issuing;
    private readonly OpenSslResponder _responder = new(Issuing);
    private TestIdentity _alice = null!;

    public ValueTask InitializeAsync()
    {
        _alice = Issue(_responder.Url);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _responder.DisposeAsync();

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task CheckAsync_KnownCertificate_IsToldByTheIssuerOrItsResponder(bool revoked, bool delegated)
    {
        X509Certificate2 signer = delegated ? Responder(Issuing).Certificate : Issuing.Certificate;
        await _responder.StartAsync(signer, [(_alice.Certificate, revoked)]);

        CertificateRevocation found = await AskAsync(useNonce: true);

        found.Status.Should().Be(revoked ? RevocationStatus.Revoked : RevocationStatus.Good);
        found.Reason.Should().Be(revoked ? RevocationReason.KeyCompromise : null);
        found.RevokedAt.HasValue.Should().Be(revoked);
        found.Source.Should().Be(RevocationSource.Ocsp);
        found.NextUpdate.Should().BeCloseTo(DateTimeOffset.UtcNow.AddDays(1), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task CheckAsync_RevokedIntermediate_IsReportedForThePath()
    {
        await using var above = new OpenSslResponder(TestAuthority.Root);
        TestAuthority asked = RevocationPki.Subordinate(ocsp: above.Url);
        await using var below = new OpenSslResponder(asked);
        TestIdentity bob = Issue(below.Url, asked);
        await above.StartAsync(TestAuthority.Root.Certificate, [(asked.Certificate, true)]);
        await below.StartAsync(asked.Certificate, [(bob.Certificate, false)]);
        using RevocationChecker checker = Checker(useNonce: true);

        RevocationReport report = await checker.CheckAsync(RevocationPki.Question(bob) with { At = DateTimeOffset.UtcNow }, CancellationToken.None);

        report.Certificates.Select(certificate => certificate.Status).Should().Equal(RevocationStatus.Good, RevocationStatus.Revoked);
    }

    [Fact]
    public async Task CheckAsync_SignerOfAnotherAuthority_IsWrong()
    {
        await _responder.StartAsync(Responder(TestAuthority.CreateRoot("Foreign")).Certificate, [(_alice.Certificate, false)]);
        (await AskAsync()).Unknown.Should().Be(RevocationUnknownReason.WrongSigner);
    }

    [Fact]
    public async Task CheckAsync_ResponderWithoutItsPurpose_MayNotAnswer()
    {
        await _responder.StartAsync(Responder(Issuing, "1.3.6.1.5.5.7.3.4").Certificate, [(_alice.Certificate, false)]);
        (await AskAsync()).Unknown.Should().Be(RevocationUnknownReason.ResponderNotAuthorized);
    }

    [Fact]
    public async Task CheckAsync_DamagedSignature_IsInvalid()
    {
        await _responder.StartAsync(Issuing.Certificate, [(_alice.Certificate, false)], "-badsig");
        (await AskAsync()).Unknown.Should().Be(RevocationUnknownReason.SignatureInvalid);
    }

    [Fact]
    public async Task CheckAsync_CertificateThatItDoesNotKnow_IsUnknown()
    {
        await _responder.StartAsync(Issuing.Certificate, [(Issue(null).Certificate, false)]);
        (await AskAsync()).Unknown.Should().Be(RevocationUnknownReason.CertificateUnknown);
    }

    [Fact]
    public async Task CheckAsync_TwoDaysLater_ItsAnswerIsExpired()
    {
        await _responder.StartAsync(Issuing.Certificate, [(_alice.Certificate, false)]);
        (await AskAsync(later: TimeSpan.FromDays(2))).Unknown.Should().Be(RevocationUnknownReason.AnswerExpired);
    }

    [Fact]
    public async Task CheckAsync_AnswerToAnEarlierQuestion_HasAnotherNonce()
    {
        await using var between = new LoopbackServer();
        TestIdentity alice = Issue(between.Url);
        await _responder.StartAsync(Issuing.Certificate, [(alice.Certificate, false)]);
        using var client = new HttpClient();
        byte[]? first = null;
        between.Handler = async (_, body, stream, token) =>
        {
            if (first is null)
            {
                using var content = new ByteArrayContent(body);
                content.Headers.ContentType = new("application/ocsp-request");
                using HttpResponseMessage response = await client.PostAsync(new Uri(_responder.Url), content, token);
                first = await response.Content.ReadAsByteArrayAsync(token);
            }

            await LoopbackServer.WriteAsync(stream, "200 OK", first, token);
        };

        (await AskAsync(alice, useNonce: true)).Status.Should().Be(RevocationStatus.Good);
        (await AskAsync(alice, useNonce: true)).Unknown.Should().Be(RevocationUnknownReason.NonceMismatch);
        (await AskAsync(alice, useNonce: false)).Status.Should().Be(RevocationStatus.Good, "a nonce that was not asked for is of no matter");
    }

    private static RevocationChecker Checker(bool useNonce) => new(new RevocationOptions { PrivateHosts = ["127.0.0.1"], UseNonce = useNonce });

    private static TestIdentity Responder(TestAuthority issuer, string purpose = "1.3.6.1.5.5.7.3.9") => issuer.Issue(new TestSubject
    {
        Name = "CN=Responder", Purposes = [purpose], NotBefore = DateTimeOffset.UtcNow.AddDays(-10), NotAfter = DateTimeOffset.UtcNow.AddDays(30),
    });

    private static TestIdentity Issue(string? url, TestAuthority? issuer = null) => (issuer ?? Issuing).Issue(new TestSubject("alice@customer.example")
    {
        NotBefore = DateTimeOffset.UtcNow.AddDays(-10),
        NotAfter = DateTimeOffset.UtcNow.AddDays(300),
        Change = request =>
        {
            if (url is not null)
            {
                request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([url], null));
            }
        },
    });

    private Task<CertificateRevocation> AskAsync(bool useNonce = false, TimeSpan later = default) => AskAsync(_alice, useNonce, later);

    private static async Task<CertificateRevocation> AskAsync(TestIdentity identity, bool useNonce, TimeSpan later = default)
    {
        using RevocationChecker checker = Checker(useNonce);
        RevocationRequest request = RevocationPki.Question(identity) with { At = DateTimeOffset.UtcNow + later };
        return (await checker.CheckAsync(request, CancellationToken.None)).Certificates[0];
    }
}

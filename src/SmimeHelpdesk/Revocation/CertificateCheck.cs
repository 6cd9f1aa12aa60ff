using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Revocation.Crl;
using SmimeHelpdesk.Revocation.Ocsp;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation;

/// <summary>
/// Asks about one certificate until somebody knows: what the host supplies, then its OCSP responders, then its CRLs, and at last what
/// the message brought along.
/// </summary>
internal sealed class CertificateCheck(ParsedCertificate certificate, ParsedCertificate issuer, PathFacts facts, RevocationAnswers answers, RevocationOptions options, AnswerSigners signers)
{
    private readonly CrlCollection _crls = new(certificate, issuer, facts, options.ClockSkew);
    private RevocationUnknownReason _problem;
    private Uri? _location;

    public async Task<CertificateRevocation> RunAsync(SuppliedAnswers host, SuppliedAnswers message, CancellationToken cancellationToken)
    {
        CertificateRevocation? sent = null;
        try
        {
            sent = await ReadSuppliedAsync(message, cancellationToken).ConfigureAwait(false);
            CertificateRevocation? given = await ReadSuppliedAsync(host, cancellationToken).ConfigureAwait(false);
            if ((given ?? (sent is { Status: RevocationStatus.Revoked } ? sent : null)) is { } known)
            {
                return known;
            }

            _crls.Add(await WithGoodSignersAsync(host.Crls, cancellationToken).ConfigureAwait(false));
            return await AskRespondersAsync(cancellationToken).ConfigureAwait(false)
                ?? await AskListsAsync(cancellationToken).ConfigureAwait(false)
                ?? sent ?? Unknown();
        }
        catch (OperationCanceledException)
        {
            // The time for all attempts is over; the caller's own cancellation is told apart above.
            Note(RevocationUnknownReason.TimedOut, _location);
            return sent ?? Unknown();
        }
        catch (CmsFormatException)
        {
            Note(RevocationUnknownReason.Malformed, null);
            return sent ?? Unknown();
        }
    }

    // What is wrong with an answer that was supplied is worth a word only when nothing better comes.
    private async Task<CertificateRevocation?> ReadSuppliedAsync(SuppliedAnswers supplied, CancellationToken cancellationToken)
    {
        foreach (OcspAnswer response in supplied.Responses)
        {
            RevocationUnknownReason problem = OcspJudge.Problem(response, certificate, issuer, facts, options.ClockSkew);
            problem = problem is RevocationUnknownReason.None ? await SignerProblemAsync(response, cancellationToken).ConfigureAwait(false) : problem;
            if (problem is RevocationUnknownReason.None && Read(response, null) is { } known)
            {
                return known;
            }
        }

        var crls = new CrlCollection(certificate, issuer, facts, options.ClockSkew);
        crls.Add(await WithGoodSignersAsync(supplied.Crls, cancellationToken).ConfigureAwait(false));
        return crls.Answer(facts.At) is { } answer ? answer with { Location = null } : null;
    }

    // Of those that speak for the certificate: who signed the others does not matter, and would cost a look each.
    private async Task<IReadOnlyList<CertificateList>> WithGoodSignersAsync(IReadOnlyList<CertificateList> crls, CancellationToken cancellationToken)
    {
        var usable = new List<CertificateList>();
        foreach (CertificateList crl in crls.Where(_crls.MaySpeak))
        {
            if (await SignerProblemAsync(crl, cancellationToken).ConfigureAwait(false) is RevocationUnknownReason.None)
            {
                usable.Add(crl);
            }
        }

        return usable;
    }

    private Task<RevocationUnknownReason> SignerProblemAsync(OcspAnswer response, CancellationToken cancellationToken) =>
        signers.ProblemAsync(OcspAuthority.Find(response, issuer, facts), cancellationToken);

    private Task<RevocationUnknownReason> SignerProblemAsync(CertificateList crl, CancellationToken cancellationToken) =>
        signers.ProblemAsync(CrlAuthority.Find(crl, issuer, facts), cancellationToken);

    private async Task<CertificateRevocation?> AskRespondersAsync(CancellationToken cancellationToken)
    {
        foreach (Uri responder in AccessLocations.Responders(certificate))
        {
            _location = responder;
            (OcspAnswer? response, RevocationUnknownReason problem) = await answers.OcspAsync(responder, certificate, issuer, facts, cancellationToken).ConfigureAwait(false);
            problem = response is null ? problem : await SignerProblemAsync(response, cancellationToken).ConfigureAwait(false);
            if (response is not null && problem is RevocationUnknownReason.None && Read(response, responder) is { } known)
            {
                return known;
            }

            Note(problem is RevocationUnknownReason.None ? RevocationUnknownReason.CertificateUnknown : problem, responder);
        }

        return null;
    }

    private async Task<CertificateRevocation?> AskListsAsync(CancellationToken cancellationToken)
    {
        foreach (Uri location in _crls.Locations)
        {
            _location = location;
            (CertificateList? crl, RevocationUnknownReason problem) = await answers.CrlAsync(location, issuer, facts, cancellationToken).ConfigureAwait(false);
            problem = crl is null ? problem : await SignerProblemAsync(crl, cancellationToken).ConfigureAwait(false);
            if (crl is null || problem is not RevocationUnknownReason.None)
            {
                Note(problem, location);
                continue;
            }

            await AddDeltasAsync(crl, cancellationToken).ConfigureAwait(false);
            Note(_crls.Add(crl, location), location);
            if (_crls.Answer(facts.At) is { } known)
            {
                return known;
            }
        }

        return null;
    }

    // A delta CRL that cannot be had takes nothing from the complete one (RFC 5280 section 5.2.6 makes it an option).
    private async Task AddDeltasAsync(CertificateList crl, CancellationToken cancellationToken)
    {
        foreach (Uri location in _crls.DeltaLocations(crl))
        {
            if ((await answers.CrlAsync(location, issuer, facts, cancellationToken).ConfigureAwait(false)).Answer is { IsDelta: true } delta
                && await SignerProblemAsync(delta, cancellationToken).ConfigureAwait(false) is RevocationUnknownReason.None)
            {
                _crls.AddDelta(delta);
                return;
            }
        }
    }

    private CertificateRevocation? Read(OcspAnswer response, Uri? location)
    {
        (RevocationStatus status, DateTimeOffset? at, RevocationReason? reason) = OcspJudge.Read(response, certificate, issuer);
        return status is RevocationStatus.Unknown ? null : new CertificateRevocation
        {
            Sha256 = certificate.Sha256,
            Status = status,
            RevokedAt = at,
            Reason = reason,
            Source = RevocationSource.Ocsp,
            Location = location,
            ThisUpdate = response.ThisUpdate,
            NextUpdate = response.NextUpdate,
            CheckedAt = facts.At,
        };
    }

    private void Note(RevocationUnknownReason problem, Uri? location)
    {
        // The first failure explains most: what came after was tried because of it.
        if (_problem is RevocationUnknownReason.None && problem is not RevocationUnknownReason.None)
        {
            (_problem, _location) = (problem, location);
        }
    }

    private CertificateRevocation Unknown() => new()
    {
        Sha256 = certificate.Sha256,
        Status = RevocationStatus.Unknown,
        Unknown = _problem is not RevocationUnknownReason.None ? _problem : _location is null ? RevocationUnknownReason.NoSource : RevocationUnknownReason.OutOfScope,
        Location = _location,
        CheckedAt = facts.At,
    };
}

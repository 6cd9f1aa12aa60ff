using SmimeHelpdesk.Revocation.Fetching;
using SmimeHelpdesk.Revocation.Ocsp;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation.Issuers;

/// <summary>Climbs from a certificate by the caIssuers URLs of each, towards an anchor. What it finds is not trusted for being found.</summary>
internal sealed class IssuerSearch(RevocationAnswers answers, RevocationOptions options, IssuerRequest request)
{
    private const int MaximumDepth = 3;
    private const int MaximumLocations = 2;
    private const string AnyHost = "*";

    public async Task<IReadOnlyList<ParsedCertificate>> FindAsync(ParsedCertificate certificate, CancellationToken cancellationToken)
    {
        var found = new List<ParsedCertificate>();
        ParsedCertificate? top = certificate;
        while (top is not null && found.Count < MaximumDepth && !top.IsSelfIssued && !IsBelowAnchor(top))
        {
            top = await AskAsync(top, cancellationToken).ConfigureAwait(false);
            if (top is not null)
            {
                found.Add(top);
            }
        }

        return found;
    }

    private bool IsBelowAnchor(ParsedCertificate certificate) => request.Anchors.Index.Named(certificate.IssuerName)
        .Any(known => CertificateSignature.IsIssuedBy(certificate, known.Certificate, request.Policy.Limits));

    private async Task<ParsedCertificate?> AskAsync(ParsedCertificate subject, CancellationToken cancellationToken)
    {
        foreach (Uri location in AccessLocations.Issuers(subject).Where(IsAllowed).Take(MaximumLocations))
        {
            Obtained<IssuerFile> obtained = await answers.IssuerAsync(location, subject, request.Policy, request.At, cancellationToken).ConfigureAwait(false);
            if (obtained.Answer?.Find(subject, request.At, request.Policy) is { } issuer)
            {
                return issuer;
            }
        }

        return null;
    }

    // Nobody has vouched for the certificate yet: its URLs are its sender's choice, and only the host's own list makes one worth a request.
    private bool IsAllowed(Uri location) => options.IssuerHosts.Any(host => host == AnyHost || host.Equals(location.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase));
}

using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>
/// Orders the issuers that came with a credential. This decides what is sent along with signatures, not what is trusted, so that
/// a signature of an unknown algorithm does not stop it. One object serves one import; not thread-safe.
/// </summary>
internal sealed class IssuerChain(IReadOnlyCollection<ParsedCertificate> certificates, SmimeLimits limits)
{
    // Certificates that all name each other would else make work grow with the square of their number.
    private const int MaximumChecks = 512;
    private readonly Dictionary<(string Certificate, string Issuer), bool> _checked = [];

    /// <summary>The issuers of a certificate, nearest first.</summary>
    public IReadOnlyList<ParsedCertificate> Build(ParsedCertificate certificate)
    {
        var chain = new List<ParsedCertificate>();
        ParsedCertificate current = certificate;
        while (chain.Count < limits.MaximumPathLength && !IsSelfSigned(current))
        {
            ParsedCertificate? issuer = Issuers(current).FirstOrDefault(candidate => candidate != certificate && !chain.Contains(candidate));
            if (issuer is null)
            {
                break;
            }

            chain.Add(issuer);
            current = issuer;
        }

        return chain;
    }

    /// <summary>Whether a certificate is signed with its own key.</summary>
    public bool IsSelfSigned(ParsedCertificate certificate) => certificate.IsSelfIssued && IsIssuedBy(certificate, certificate);

    /// <summary>All certificates that can have issued one, directly or not: cross certificates stand beside the chain.</summary>
    public HashSet<ParsedCertificate> Ancestors(ParsedCertificate certificate)
    {
        var found = new HashSet<ParsedCertificate>();
        var open = new Queue<ParsedCertificate>([certificate]);
        while (open.TryDequeue(out ParsedCertificate? current))
        {
            foreach (ParsedCertificate issuer in Issuers(current).Where(found.Add))
            {
                open.Enqueue(issuer);
            }
        }

        found.Remove(certificate);
        return found;
    }

    // A self-signed issuer ends the chain soonest; then the one that lasts longest.
    private IEnumerable<ParsedCertificate> Issuers(ParsedCertificate certificate) => certificates
        .Where(candidate => IsIssuedBy(certificate, candidate))
        .OrderByDescending(candidate => candidate.IsSelfIssued)
        .ThenByDescending(candidate => candidate.NotAfter)
        .ThenBy(candidate => candidate.Sha256, StringComparer.Ordinal);

    private bool IsIssuedBy(ParsedCertificate certificate, ParsedCertificate issuer)
    {
        if (!certificate.IssuerDer.Span.SequenceEqual(issuer.SubjectDer.Span))
        {
            return false;
        }

        (string, string) pair = (certificate.Sha256, issuer.Sha256);
        if (!_checked.TryGetValue(pair, out bool issued))
        {
            issued = HasIssued(certificate, issuer);
            _checked.Add(pair, issued);
        }

        return issued;
    }

    // The key identifiers are a hint that some authorities get wrong; a signature that cannot be checked needs the hint.
    private bool HasIssued(ParsedCertificate certificate, ParsedCertificate issuer)
    {
        SignatureCheck check = _checked.Count >= MaximumChecks ? SignatureCheck.UnsupportedAlgorithm : PublicKeySignature.Verify(
            issuer, certificate.Structure.SignatureAlgorithm, null, certificate.TbsDer.Span, certificate.Signature.Span, limits);
        return check == SignatureCheck.Good || (check != SignatureCheck.Bad && KeyIdentifiersAgree(certificate, issuer));
    }

    private static bool KeyIdentifiersAgree(ParsedCertificate certificate, ParsedCertificate issuer)
    {
        ReadOnlySpan<byte> authority = certificate.Extensions.AuthorityKeyIdentifier.Span;
        ReadOnlySpan<byte> subject = issuer.Extensions.SubjectKeyIdentifier.Span;
        return authority.IsEmpty || subject.IsEmpty || authority.SequenceEqual(subject);
    }
}

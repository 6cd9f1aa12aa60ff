using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>
/// Grows, from the anchors down, the set of certificates that an anchor's key has signed, directly or through others of the set. A
/// certificate outside the set is never asked what it signed. So whatever a stranger adds to a mail costs one check each and leads
/// nowhere, where a search from the leaf up would follow every combination.
/// </summary>
internal sealed class AnchoredCertificates(IReadOnlyList<ParsedCertificate> ancestors, IssuerPool pool, IssuerSignatures signatures, bool acceptDefects)
{
    // By certificate, the key that signed it. There is one: a signature does not verify with two keys.
    private readonly Dictionary<string, string> _signer = new(StringComparer.Ordinal);

    public bool Contains(ParsedCertificate certificate) => _signer.ContainsKey(certificate.Sha256);

    /// <summary>Whether an issuer is in the set and its key signed the certificate.</summary>
    public bool Signed(ParsedCertificate subject, IssuerCandidate issuer) =>
        IsAnchored(issuer) && _signer.TryGetValue(subject.Sha256, out string? key) && key == issuer.Certificate.KeySha256;

    /// <summary>Adds one certificate, as near to the leaf as is possible; false when there is none to add, or the budget is spent.</summary>
    public bool Grow()
    {
        foreach (ParsedCertificate subject in ancestors.Where(certificate => !Contains(certificate)))
        {
            foreach (IssuerCandidate issuer in pool.IssuersOf(subject).Where(IsAnchored))
            {
                if (signatures.Check(subject, issuer.Certificate) is not { } check)
                {
                    return false;
                }

                if (IsAccepted(check, subject, issuer.Certificate))
                {
                    _signer.Add(subject.Sha256, issuer.Certificate.KeySha256);
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsAnchored(IssuerCandidate issuer) => issuer.IsAnchor || Contains(issuer.Certificate);

    // A failed signature explains something only where the certificate points at this very key; else the issuer is another one of
    // the same name, which is simply not known.
    private bool IsAccepted(SignatureCheck check, ParsedCertificate subject, ParsedCertificate issuer) =>
        check is SignatureCheck.Good
        || (acceptDefects && (check is SignatureCheck.UnsupportedAlgorithm or SignatureCheck.KeyOutOfBounds || IssuerPool.PointsAt(subject, issuer)));
}

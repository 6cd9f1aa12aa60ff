using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Harvest;

/// <summary>What is known of one address, read once: its keys, and what an administrator has decided about them.</summary>
internal sealed class KnownSigners
{
    private readonly HashSet<string> _keys = [];
    private readonly HashSet<string> _blocked = [];
    private readonly List<ParsedCertificate> _pinned = [];
    private readonly Dictionary<string, ParsedCertificate> _certificates = [];

    public KnownSigners(IReadOnlyList<SignerCertificate> rows, CertificateMemo certificates)
    {
        Rows = rows;
        foreach (SignerCertificate row in rows)
        {
            ParsedCertificate? certificate = certificates.TryParse(row.Certificate);
            Add(certificate);
            Add(certificates.TryParse(row.SigningCertificate));
            if (certificate is not null && row.Decision is SignerCertificateDecision.Blocked)
            {
                _blocked.Add(certificate.KeySha256);
            }
            else if (certificate is not null && row.Decision is SignerCertificateDecision.Pinned)
            {
                _pinned.Add(certificate);
            }
        }
    }

    /// <summary>Nothing is known.</summary>
    public static KnownSigners None { get; } = new([], new CertificateMemo());

    public IReadOnlyList<SignerCertificate> Rows { get; }

    /// <summary>Every certificate, those that only signed too.</summary>
    public IReadOnlyCollection<ParsedCertificate> Certificates => _certificates.Values;

    /// <summary>
    /// The keys of blocked certificates (<see cref="ParsedCertificate.KeySha256"/>). By key: whoever lost it to somebody else is not
    /// helped when that one gets another certificate for it.
    /// </summary>
    public IReadOnlySet<string> BlockedKeys => _blocked;

    /// <summary>Whether the address has signed before: only a valid signature leaves a row.</summary>
    public bool HasSigned => Rows.Any(row => row.Decision is not SignerCertificateDecision.Blocked);

    /// <summary>Whether a message shows another key than the address is known with: than the pinned one where one is pinned, else than any.</summary>
    public bool HasChanged(ParsedCertificate signer, ParsedCertificate? encryption) =>
        IsOther(signer, CertificatePurpose.MaySign) || (encryption is not null && IsOther(encryption, CertificatePurpose.MayBeEncryptedTo));

    private bool IsOther(ParsedCertificate certificate, Func<ParsedCertificate, bool> purpose)
    {
        List<ParsedCertificate> pinned = _pinned.FindAll(known => purpose(known));
        return pinned.Count > 0 ? !pinned.Exists(known => known.KeySha256 == certificate.KeySha256) : _keys.Count > 0 && !_keys.Contains(certificate.KeySha256);
    }

    private void Add(ParsedCertificate? certificate)
    {
        if (certificate is not null)
        {
            _keys.Add(certificate.KeySha256);
            _certificates[certificate.Sha256] = certificate;
        }
    }
}

using SmimeHelpdesk.Revocation.Fetching;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation.Crl;

/// <summary>The CRLs at hand for one certificate: an answer once they speak for every reason of revocation, or one lists it.</summary>
internal sealed class CrlCollection(ParsedCertificate certificate, ParsedCertificate issuer, PathFacts facts, TimeSpan skew)
{
    private readonly List<CertificateList> _deltas = [];
    private IReadOnlyList<DistributionPointFacts>? _points;
    private ReasonMask _covered;
    private CertificateRevocation? _revoked;
    private CertificateRevocation? _good;

    /// <summary>Where the certificate's CRLs are published, one after the other.</summary>
    public IReadOnlyList<Uri> Locations => Urls(Points);

    private IReadOnlyList<DistributionPointFacts> Points => _points ??= DistributionPoints.Of(certificate);

    /// <summary>Where the delta CRLs for a complete one are published.</summary>
    public IReadOnlyList<Uri> DeltaLocations(CertificateList crl) => Urls([.. crl.Freshest, .. DistributionPoints.FreshestOf(certificate)]);

    /// <summary>Whether a CRL is about the certificate at all; for a delta CRL its complete one tells.</summary>
    public bool MaySpeak(CertificateList crl) => crl.IsDelta || CrlApplicability.Covered(crl, certificate, Points) is not ReasonMask.None;

    public void Add(IEnumerable<CertificateList> crls)
    {
        ILookup<bool, CertificateList> byDelta = crls.ToLookup(crl => crl.IsDelta);
        _deltas.AddRange(byDelta[true]);
        foreach (CertificateList crl in byDelta[false])
        {
            Add(crl, null);
        }
    }

    public void AddDelta(CertificateList delta) => _deltas.Add(delta);

    /// <summary>Takes a CRL into account; what is wrong with it, if anything is.</summary>
    public RevocationUnknownReason Add(CertificateList crl, Uri? location)
    {
        CrlVerdict verdict = CrlJudge.Judge(crl, _deltas, certificate, issuer, Points, facts, skew);
        if (verdict is { Problem: RevocationUnknownReason.None, Entry: { } entry })
        {
            _revoked = Make(crl, location, RevocationStatus.Revoked) with { RevokedAt = entry.RevokedAt, Reason = entry.Reason };
        }
        else if (verdict.Problem is RevocationUnknownReason.None)
        {
            _covered |= verdict.Covered;
            _good = Make(crl, location, RevocationStatus.Good);
        }

        return verdict.Problem;
    }

    public CertificateRevocation? Answer(DateTimeOffset at) => (_revoked ?? (_covered is ReasonMask.All ? _good : null)) is { } answer ? answer with { CheckedAt = at } : null;

    private CertificateRevocation Make(CertificateList crl, Uri? location, RevocationStatus status) => new()
    {
        Sha256 = certificate.Sha256,
        Status = status,
        Source = RevocationSource.Crl,
        Location = location,
        ThisUpdate = crl.ThisUpdate,
        NextUpdate = crl.NextUpdate,
    };

    private static IReadOnlyList<Uri> Urls(IEnumerable<DistributionPointFacts> points) =>
        [.. points.SelectMany(point => point.Urls).Select(RevocationUrl.Read).OfType<Uri>().Distinct().Take(MaximumLocations)];

    private const int MaximumLocations = 16;
}

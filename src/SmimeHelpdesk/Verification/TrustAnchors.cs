using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk;

/// <summary>
/// The certificates that are trusted to issue others, and further ones that may complete a path but are never trusted by themselves.
/// An anchor may be a root, an intermediate, or an old root without keyUsage and basicConstraints; what an anchor's own extensions
/// forbid (issuing at all, longer paths, names outside its constraints, other purposes than mail) stays forbidden (RFC 5937). An
/// anchor that says that it is no certification authority is trusted as itself only. Immutable and thread-safe.
/// </summary>
public sealed class TrustAnchors
{
    private readonly HashSet<string> _blockedKeys;

    private TrustAnchors(
        IEnumerable<ParsedCertificate> anchors, IEnumerable<ParsedCertificate> intermediates, IEnumerable<ParsedCertificate>? blocked = null, IReadOnlyDictionary<string, IReadOnlySet<string>>? pins = null)
    {
        Blocked = [.. (blocked ?? []).DistinctBy(issuer => issuer.Sha256)];
        _blockedKeys = [.. Blocked.Select(issuer => issuer.KeySha256)];
        Pins = pins ?? System.Collections.ObjectModel.ReadOnlyDictionary<string, IReadOnlySet<string>>.Empty;
        Anchors = [.. anchors.DistinctBy(anchor => anchor.Sha256).Where(anchor => !IsBlocked(anchor))];
        HashSet<string> trusted = [.. Anchors.Select(anchor => anchor.Sha256)];
        Intermediates = [.. intermediates.DistinctBy(other => other.Sha256).Where(other => !trusted.Contains(other.Sha256) && !IsBlocked(other))];
        Index = new IssuerIndex(
        [
            .. Anchors.Select(anchor => new IssuerCandidate(anchor, CandidateSource.Anchor)),
            .. Intermediates.Select(other => new IssuerCandidate(other, CandidateSource.Intermediate)),
        ]);
    }

    /// <summary>No issuer is trusted.</summary>
    public static TrustAnchors None { get; } = new([], []);

    /// <summary>How many certificates are trusted.</summary>
    public int Count => Anchors.Count;

    /// <summary>One text for one set, whatever its order: what has the same leads to the same paths.</summary>
    internal string Fingerprint => field ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join(';', Sorted(Anchors.Select(anchor => anchor.Sha256)), Sorted(Intermediates.Select(other => other.Sha256)), Sorted(_blockedKeys), Sorted(Pins.Select(pin => pin.Key + "=" + Sorted(pin.Value)))))));

    internal IReadOnlyList<ParsedCertificate> Anchors { get; }

    internal IReadOnlyList<ParsedCertificate> Intermediates { get; }

    internal IssuerIndex Index { get; }

    internal IReadOnlyList<ParsedCertificate> Blocked { get; }

    /// <summary>By domain, the keys of which one must be in the path of its addresses' certificates.</summary>
    internal IReadOnlyDictionary<string, IReadOnlySet<string>> Pins { get; }

    /// <summary>Trusts these certificates.</summary>
    /// <param name="anchors">The anchors.</param>
    /// <param name="intermediates">Certificates that may complete a path; null for none.</param>
    /// <returns>The set.</returns>
    /// <exception cref="ArgumentException">A certificate cannot be read.</exception>
    public static TrustAnchors FromCertificates(IEnumerable<X509Certificate2> anchors, IEnumerable<X509Certificate2>? intermediates = null)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        return new TrustAnchors(
            [.. anchors.Select(anchor => Parse(anchor.RawDataMemory, nameof(anchors)))],
            [.. (intermediates ?? []).Select(other => Parse(other.RawDataMemory, nameof(intermediates)))]);
    }

    /// <summary>Trusts the certificates of a PEM text, in any number and order (RFC 7468). Text between the blocks is skipped.</summary>
    /// <param name="pem">The anchors.</param>
    /// <param name="intermediatesPem">Certificates that may complete a path; null for none.</param>
    /// <returns>The set.</returns>
    /// <exception cref="ArgumentException">A text holds no certificate, or one that cannot be read.</exception>
    public static TrustAnchors FromPem(string pem, string? intermediatesPem = null)
    {
        ArgumentNullException.ThrowIfNull(pem);
        return new TrustAnchors(
            [.. CertificatePem.Read(pem, nameof(pem)).Select(der => Parse(der, nameof(pem)))],
            intermediatesPem is null ? [] : [.. CertificatePem.Read(intermediatesPem, nameof(intermediatesPem)).Select(der => Parse(der, nameof(intermediatesPem)))]);
    }

    /// <summary>Trusts DER certificates, as files with names such as <c>.cer</c> and <c>.crt</c> often hold them.</summary>
    /// <param name="anchors">The anchors, one DER certificate each.</param>
    /// <param name="intermediates">Certificates that may complete a path; null for none.</param>
    /// <returns>The set.</returns>
    /// <exception cref="ArgumentException">A certificate cannot be read.</exception>
    public static TrustAnchors FromDer(IEnumerable<ReadOnlyMemory<byte>> anchors, IEnumerable<ReadOnlyMemory<byte>>? intermediates = null)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        return new TrustAnchors(
            [.. anchors.Select(anchor => Parse(anchor, nameof(anchors)))],
            [.. (intermediates ?? []).Select(other => Parse(other, nameof(intermediates)))]);
    }

    /// <summary>
    /// Trusts the operating system's roots, of the machine and of the user, less those that the system distrusts. They are read once,
    /// at this call: call it again to see a change. Roots that cannot be read are left out.
    /// </summary>
    /// <returns>The set; empty where the system has no such store.</returns>
    public static TrustAnchors FromSystem() => new(SystemStore.ReadTrusted(), []);

    /// <summary>
    /// Refuses every path through these issuers, roots or intermediates, in this set or any that it is joined with: whatever certificate
    /// holds their keys. Signatures then have the reason <see cref="SignatureReason.IssuerBlocked"/>, and nothing is encrypted by them.
    /// </summary>
    /// <param name="issuers">The issuers to refuse.</param>
    /// <returns>The set without them.</returns>
    public TrustAnchors Block(TrustAnchors issuers)
    {
        ArgumentNullException.ThrowIfNull(issuers);
        return new TrustAnchors(Anchors, Intermediates, Blocked.Concat(issuers.Anchors).Concat(issuers.Intermediates), Pins);
    }

    /// <summary>
    /// Lets only these issuers, roots or intermediates, certify addresses of a domain; others give
    /// <see cref="SignatureReason.IssuerNotPinned"/>. It makes none of them an anchor.
    /// </summary>
    /// <param name="domain">The domain after the <c>@</c>, without its subdomains.</param>
    /// <param name="issuers">The issuers; added to those that the domain is pinned to already.</param>
    /// <returns>The set with the pin.</returns>
    /// <exception cref="ArgumentException">The domain is none, or there is no issuer.</exception>
    public TrustAnchors Pin(string domain, TrustAnchors issuers)
    {
        ArgumentNullException.ThrowIfNull(domain);
        ArgumentNullException.ThrowIfNull(issuers);
        string normal = MailDomain.Normalize(domain) ?? throw new ArgumentException("This is no domain of a mail address.", nameof(domain));
        HashSet<string> keys = [.. issuers.Anchors.Concat(issuers.Intermediates).Select(issuer => issuer.KeySha256)];
        return keys.Count > 0
            ? new TrustAnchors(Anchors, Intermediates, Blocked, Join(Pins, new Dictionary<string, IReadOnlySet<string>> { [normal] = keys }))
            : throw new ArgumentException("A pin needs an issuer.", nameof(issuers));
    }

    /// <summary>
    /// Joins two sets. What is an anchor in either is an anchor, unless it is blocked in either. A domain that is pinned in both may use
    /// the issuers of both.
    /// </summary>
    /// <param name="other">The other set.</param>
    /// <returns>The union.</returns>
    public TrustAnchors Union(TrustAnchors other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new TrustAnchors(
            Anchors.Concat(other.Anchors), Intermediates.Concat(other.Intermediates), Blocked.Concat(other.Blocked), Join(Pins, other.Pins));
    }

    internal bool IsBlocked(ParsedCertificate certificate) => _blockedKeys.Contains(certificate.KeySha256);

    private static Dictionary<string, IReadOnlySet<string>> Join(IReadOnlyDictionary<string, IReadOnlySet<string>> pins, IReadOnlyDictionary<string, IReadOnlySet<string>> others)
    {
        var joined = new Dictionary<string, IReadOnlySet<string>>(pins, StringComparer.Ordinal);
        foreach ((string domain, IReadOnlySet<string> keys) in others)
        {
            joined[domain] = joined.TryGetValue(domain, out IReadOnlySet<string>? known) ? known.Union(keys).ToHashSet(StringComparer.Ordinal) : keys;
        }

        return joined;
    }

    private static string Sorted(IEnumerable<string> values) => string.Join(' ', values.Order(StringComparer.Ordinal));

    private static ParsedCertificate Parse(ReadOnlyMemory<byte> der, string parameter)
    {
        try
        {
            return ParsedCertificate.Parse(der);
        }
        catch (CmsFormatException exception)
        {
            throw new ArgumentException("A certificate cannot be read.", parameter, exception);
        }
    }
}

using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk;

/// <summary>
/// The certificates that are trusted to issue others, and further ones that may complete a path but are never trusted by themselves.
/// An anchor may be an intermediate, or a root without keyUsage. Immutable and thread-safe.
/// </summary>
public sealed class TrustAnchors
{
    private TrustAnchors(IReadOnlyList<ParsedCertificate> anchors, IReadOnlyList<ParsedCertificate> intermediates)
    {
        Anchors = anchors;
        Intermediates = intermediates;
    }

    /// <summary>No issuer is trusted.</summary>
    public static TrustAnchors None { get; } = new([], []);

    internal IReadOnlyList<ParsedCertificate> Anchors { get; }

    internal IReadOnlyList<ParsedCertificate> Intermediates { get; }

    /// <summary>Trusts these certificates.</summary>
    /// <param name="anchors">The anchors.</param>
    /// <param name="intermediates">Certificates that may complete a path; null for none.</param>
    /// <returns>The set.</returns>
    /// <exception cref="ArgumentException">A certificate cannot be read.</exception>
    public static TrustAnchors FromCertificates(IEnumerable<X509Certificate2> anchors, IEnumerable<X509Certificate2>? intermediates = null) =>
        throw new NotImplementedException();

    /// <summary>Trusts the operating system's roots, read once at this call.</summary>
    /// <returns>The set.</returns>
    public static TrustAnchors FromSystem() => throw new NotImplementedException();

    /// <summary>Joins two sets.</summary>
    /// <param name="other">The other set.</param>
    /// <returns>The union.</returns>
    public TrustAnchors Union(TrustAnchors other) => throw new NotImplementedException();
}

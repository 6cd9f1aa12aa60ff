using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Harvest;

/// <summary>The certificate to write to a signer with, or why there is none.</summary>
/// <param name="Availability">Available, or the reason.</param>
/// <param name="Certificate">The certificate; null when there is none at all.</param>
/// <param name="Path">Its own path; null when none was searched.</param>
internal sealed record EncryptionCertificate(EncryptAvailability Availability, ParsedCertificate? Certificate, PathResult? Path)
{
    /// <summary>Whether it has a valid path of its own to an anchor.</summary>
    public bool IsTrusted => Path is { IsValid: true };

    /// <summary>The issuers of a valid path, roots left out.</summary>
    public IEnumerable<ParsedCertificate> Issuers => IsTrusted ? Path!.Path.Skip(1).Where(issuer => !issuer.IsSelfIssued) : [];
}

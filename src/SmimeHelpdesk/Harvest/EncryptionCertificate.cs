using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Harvest;

/// <summary>The certificate to write to a signer with, or why there is none.</summary>
/// <param name="Availability">Available, or the reason.</param>
/// <param name="Certificate">The certificate; null when there is none at all.</param>
/// <param name="IsTrusted">Whether it has a valid path of its own to an anchor.</param>
internal sealed record EncryptionCertificate(EncryptAvailability Availability, ParsedCertificate? Certificate, bool IsTrusted)
{
    /// <summary>The issuers of that path, roots left out.</summary>
    public IReadOnlyList<ParsedCertificate> Issuers { get; init; } = [];
}

namespace SmimeHelpdesk.Reply;

/// <summary>What is known of one certificate that a recipient might be encrypted to.</summary>
/// <param name="Sha256">Which one.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Usability">Available when address, purpose, key and validity are right now; else what is not.</param>
/// <param name="IsTrusted">Whether it has a valid path to an anchor.</param>
/// <param name="Strength">The grade of its key.</param>
/// <param name="NotAfter">End of validity.</param>
/// <param name="SigningTime">The newest claimed signing time, for one from the cache.</param>
internal sealed record CertificateFacts(
    string Sha256, CertificateSource Source, EncryptAvailability Usability, bool IsTrusted, KeyStrength Strength, DateTimeOffset NotAfter, DateTimeOffset? SigningTime)
{
    /// <summary>Whether an administrator has pinned it.</summary>
    public bool IsPinned { get; init; }

    /// <summary>What is known about its revocation; null when it was not asked about.</summary>
    public RevocationStatus? Revocation { get; init; }
}

/// <summary>Where a recipient's certificate comes from, the first choice first.</summary>
internal enum CertificateSource
{
    /// <summary>The message that is replied to carried it.</summary>
    Message = 0,

    /// <summary>The host vouches for it.</summary>
    Host = 1,

    /// <summary>Learnt from an earlier message.</summary>
    Cache = 2,

    /// <summary>Found where the host looks beyond the mail (<see cref="IRecipientCertificateSource"/>).</summary>
    Source = 3,
}

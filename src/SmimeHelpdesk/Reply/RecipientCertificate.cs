namespace SmimeHelpdesk;

/// <summary>A recipient's certificate, found by an <see cref="IRecipientCertificateSource"/>.</summary>
/// <param name="Certificate">The certificate, DER. What cannot be read, or belongs to another address, is left out.</param>
public sealed record RecipientCertificate(ReadOnlyMemory<byte> Certificate)
{
    /// <summary>Certificates of its issuers, DER, that help to find a path to a trust anchor.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Issuers { get; init; } = [];
}

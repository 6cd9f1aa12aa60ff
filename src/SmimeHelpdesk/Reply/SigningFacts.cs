namespace SmimeHelpdesk.Reply;

/// <summary>What is known of one credential of the mailbox.</summary>
internal sealed record SigningFacts
{
    public required string Sha256 { get; init; }

    /// <summary>Whether the certificate is for the mailbox's address.</summary>
    public required bool HasAddress { get; init; }

    /// <summary>Whether key usage and extended key usage let it sign mail.</summary>
    public required bool MaySign { get; init; }

    /// <summary>Whether signing with this kind of key is supported.</summary>
    public required bool IsKeySupported { get; init; }

    public required CredentialState State { get; init; }

    public required DateTimeOffset ActiveFrom { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>Whether the private key could be opened; null when that was not tried.</summary>
    public bool? KeyOpens { get; init; }
}

namespace SmimeHelpdesk.EntityFrameworkCore.Model;

/// <summary>A <see cref="SignerCertificate"/> as a row. Its issuers, which many customers share, are rows of their own.</summary>
internal sealed class SignerRow
{
    public required string Tenant { get; init; }

    public required string Address { get; init; }

    public required byte[] Sha256 { get; init; }

    public required byte[] Certificate { get; init; }

    /// <summary>Null when it is <see cref="Certificate"/>, as it nearly always is.</summary>
    public byte[]? SigningCertificate { get; init; }

    /// <summary>The issuers' thumbprints, 32 bytes each.</summary>
    public required byte[] Issuers { get; init; }

    public required byte[] Capabilities { get; init; }

    public long? CapabilitiesTime { get; init; }

    public long? SigningTime { get; init; }

    public long FirstSeen { get; init; }

    public long LastSeen { get; init; }

    public string? MessageId { get; init; }

    public int Decision { get; init; }

    public long? DecidedAt { get; init; }

    public long Revision { get; init; }
}

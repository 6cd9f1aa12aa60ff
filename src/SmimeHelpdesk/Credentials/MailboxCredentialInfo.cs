namespace SmimeHelpdesk;

/// <summary>A stored credential, described for an administrator. Holds no secret.</summary>
public sealed record MailboxCredentialInfo
{
    /// <summary>SHA-256 over the certificate's DER, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The mail addresses of the certificate; one that holds a control or bidirectional character is none, and is left out.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>The subject, for display.</summary>
    public required string Subject { get; init; }

    /// <summary>The issuer, for display.</summary>
    public required string Issuer { get; init; }

    /// <summary>The key, such as <c>RSA-3072</c> or <c>EC-P-256</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The strength of the key.</summary>
    public required KeyStrength Strength { get; init; }

    /// <summary>Whether the certificate may sign mail, its validity aside.</summary>
    public required bool CanSign { get; init; }

    /// <summary>Whether the certificate may be encrypted to, its validity aside.</summary>
    public required bool CanDecrypt { get; init; }

    /// <summary>Start of validity.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>End of validity.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>Where the credential stands now; one whose planned retirement has come is retired.</summary>
    public required CredentialState State { get; init; }

    /// <summary>When an active credential begins to sign.</summary>
    public required DateTimeOffset ActiveFrom { get; init; }

    /// <summary>When an active credential stops signing; null while that is not planned.</summary>
    public DateTimeOffset? RetireFrom { get; init; }

    /// <summary>The mailbox's other certificates with the same key.</summary>
    public IReadOnlyList<string> SameKeyAs { get; init; } = [];

    /// <summary>What to tell the administrator now, by number.</summary>
    public IReadOnlyList<CredentialFinding> Findings { get; init; } = [];

    /// <summary>Counts the changes of the row; see <see cref="CredentialActivation.Revision"/>.</summary>
    public long Revision { get; init; }
}

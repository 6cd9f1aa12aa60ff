namespace SmimeHelpdesk;

/// <summary>The certificate that verified the signature, described. Text fields hold no control or bidirectional characters.</summary>
public sealed record MessageSigner
{
    /// <summary>All mail addresses of the certificate: rfc822Name, SmtpUTF8Mailbox, and emailAddress of the subject when neither is there.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>The subject, for display only.</summary>
    public required string Subject { get; init; }

    /// <summary>The issuer, for display only.</summary>
    public required string Issuer { get; init; }

    /// <summary>SHA-256 over the certificate's DER, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The key, such as <c>RSA-3072</c> or <c>EC-P-256</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The strength of that key.</summary>
    public required KeyStrength Strength { get; init; }

    /// <summary>Start of validity.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>End of validity.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>The certificate, DER.</summary>
    public required ReadOnlyMemory<byte> Certificate { get; init; }
}

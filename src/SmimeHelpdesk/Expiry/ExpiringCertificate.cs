namespace SmimeHelpdesk;

/// <summary>A certificate that ends soon, with nothing of the same use that follows it. Immutable.</summary>
public sealed record ExpiringCertificate
{
    /// <summary>Whose it is.</summary>
    public required ExpiringOwner Owner { get; init; }

    /// <summary>The mailbox or the customer, with the tenant.</summary>
    [MailAddressData]
    public required Mailbox Address { get; init; }

    /// <summary>SHA-256 of the certificate, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The last moment at which it is valid.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>The certificate without the address.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Owner} {Sha256} {NotAfter:O}");
}

namespace SmimeHelpdesk;

/// <summary>Whom a message was encrypted to, as it names that certificate (RFC 5652 section 6.2.1): by issuer and serial number, or by key identifier.</summary>
/// <param name="Issuer">The issuer's name, for display only; null when named by key identifier.</param>
/// <param name="SerialNumber">The serial number, upper-case hexadecimal; null when named by key identifier.</param>
/// <param name="SubjectKeyIdentifier">The key identifier, upper-case hexadecimal; null when named by issuer and serial number.</param>
public sealed record MissingRecipient(string? Issuer, string? SerialNumber, string? SubjectKeyIdentifier);

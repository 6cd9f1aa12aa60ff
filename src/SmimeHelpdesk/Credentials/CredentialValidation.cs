namespace SmimeHelpdesk;

/// <summary>What <see cref="MailboxCredentialManager.ValidateAsync"/> has found out.</summary>
/// <param name="Status">The status: what weighs most, the private key before the certificate.</param>
/// <param name="Signing">Whether what the key signs, the certificate verifies.</param>
/// <param name="Decryption">Whether what is encrypted to the certificate, the key decrypts.</param>
public sealed record CredentialValidation(CredentialValidationStatus Status, CredentialProof Signing, CredentialProof Decryption);

namespace SmimeHelpdesk.Soak.Mails;

/// <summary>The verdicts by kind of mail.</summary>
internal static class Expected
{
    public static Expectation Plain { get; } = new(
        SignatureStatus.Unsigned, SignatureReason.None, EncryptionStatus.NotEncrypted, HarvestStatus.NotStored, EncryptAvailability.NotSigned, CustomerMails.Text);

    public static Expectation Signed { get; } = Plain with { Signature = SignatureStatus.Valid, Harvest = HarvestStatus.Stored, Encrypt = EncryptAvailability.Available };

    public static Expectation Encrypted { get; } = Plain with { Encryption = EncryptionStatus.Decrypted };

    public static Expectation SignedAndEncrypted { get; } = Signed with { Encryption = EncryptionStatus.Decrypted };

    public static Expectation Altered { get; } = Plain with
    {
        Signature = SignatureStatus.Invalid, Reason = SignatureReason.ContentAltered, Encrypt = EncryptAvailability.SignatureInvalid, Text = "fifth floor",
    };

    public static Expectation Forged { get; } = Plain with
    {
        Signature = SignatureStatus.Invalid, Reason = SignatureReason.AddressMismatch, Encrypt = EncryptAvailability.AddressMismatch,
    };

    public static Expectation SignedCutOff { get; } = Plain with
    {
        Signature = SignatureStatus.Invalid, Reason = SignatureReason.Malformed, Encrypt = EncryptAvailability.SignatureInvalid,
    };

    public static Expectation EncryptedCutOff { get; } = Plain with { Encryption = EncryptionStatus.NotDecryptable, Text = null };

    public static Expectation Untrusted { get; } = Plain with
    {
        Signature = SignatureStatus.Indeterminate, Reason = SignatureReason.UntrustedIssuer, Encrypt = EncryptAvailability.Available,
    };
}

namespace SmimeHelpdesk.Tests.Text;

/// <summary>Verdicts made by hand, for tests of what is said about them.</summary>
internal static class Verdicts
{
    public static EncryptionVerdict NotEncrypted { get; } = new() { Status = EncryptionStatus.NotEncrypted };

    public static EncryptionVerdict Decrypted { get; } = new() { Status = EncryptionStatus.Decrypted };

    public static EncryptionVerdict NotDecryptable { get; } =
        new() { Status = EncryptionStatus.NotDecryptable, Reason = EncryptionReason.NoMatchingKey };

    public static SignatureVerdict Unsigned { get; } = new() { Status = SignatureStatus.Unsigned };

    public static SignatureVerdict Valid(params string[] addresses) =>
        new() { Status = SignatureStatus.Valid, Signer = Signer(addresses) };

    public static SignatureVerdict Indeterminate(SignatureReason reason, params string[] addresses) =>
        new() { Status = SignatureStatus.Indeterminate, Reason = reason, Signer = Signer(addresses) };

    public static SignatureVerdict Invalid(SignatureReason reason) => new() { Status = SignatureStatus.Invalid, Reason = reason };

    private static MessageSigner Signer(IReadOnlyList<string> addresses) => new()
    {
        Addresses = addresses,
        Subject = "CN=Somebody Else",
        Issuer = "CN=Test CA",
        Sha256 = new string('0', 64),
        Key = "EC-P-256",
        Strength = KeyStrength.Recommended,
        NotBefore = default,
        NotAfter = default,
        Certificate = default,
    };
}

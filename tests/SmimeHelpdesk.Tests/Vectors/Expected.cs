namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>All that shall be said about a mail.</summary>
internal sealed record Expected(SignatureStatus Signature, SignatureReason Reason, HarvestStatus Harvest, HarvestReason HarvestReason)
{
    public EncryptionStatus Encryption { get; init; }

    public EncryptionReason EncryptionReason { get; init; }

    public EncryptionIntegrity Integrity { get; init; }

    /// <summary>The verdict's cautions, all of them.</summary>
    public IReadOnlyList<SmimeCaution> Cautions { get; init; } = [];

    /// <summary>Signed, trusted, the author's own, and learnt from.</summary>
    public static Expected Valid { get; } = new(SignatureStatus.Valid, SignatureReason.None, HarvestStatus.Stored, HarvestReason.None) { Cautions = [SmimeCaution.RevocationNotChecked] };

    public static Expected Unsigned { get; } = new(SignatureStatus.Unsigned, SignatureReason.None, HarvestStatus.NotStored, HarvestReason.NotSigned);

    public static Expected Invalid(SignatureReason reason) => new(SignatureStatus.Invalid, reason, HarvestStatus.NotStored, HarvestReason.SignatureNotValid);

    /// <summary>Invalid, although nothing is wrong with the certificate.</summary>
    public static Expected Forged(SignatureReason reason) => Invalid(reason).With(SmimeCaution.RevocationNotChecked);

    public static Expected Indeterminate(SignatureReason reason) => new(SignatureStatus.Indeterminate, reason, HarvestStatus.NotStored, HarvestReason.SignatureNotValid);

    /// <summary>And decrypted, with a tag that held or a valid signature inside.</summary>
    public Expected Authenticated => this with { Encryption = EncryptionStatus.Decrypted, Integrity = EncryptionIntegrity.Authenticated };

    /// <summary>And decrypted, which proves nothing about what was encrypted.</summary>
    public Expected Unauthenticated => (this with { Encryption = EncryptionStatus.Decrypted }).With(SmimeCaution.UnauthenticatedEncryption);

    public Expected NotDecryptable(EncryptionReason reason) => this with { Encryption = EncryptionStatus.NotDecryptable, EncryptionReason = reason };

    public Expected NotLearnt(HarvestReason reason) => this with { Harvest = HarvestStatus.NotStored, HarvestReason = reason };

    public Expected Deferred => this with { Harvest = HarvestStatus.Deferred, HarvestReason = HarvestReason.CacheUnavailable };

    public override string ToString() =>
        $"{Signature} {Reason} | {Encryption} {EncryptionReason} {Integrity} | {Harvest} {HarvestReason} | {string.Join(", ", Cautions.Order())}";

    /// <summary>With further cautions.</summary>
    public Expected With(params SmimeCaution[] cautions) => this with { Cautions = [.. Cautions, .. cautions] };

    /// <summary>With these cautions only.</summary>
    public Expected WithOnly(params SmimeCaution[] cautions) => this with { Cautions = cautions };
}

namespace SmimeHelpdesk.Tests.Vectors;

/// <summary>What shall be said about a part that is not at the top.</summary>
internal sealed record ErrantExpectation(SignatureStatus Signature, SignatureReason Reason, EncryptionStatus Encryption);

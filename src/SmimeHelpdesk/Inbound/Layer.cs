using SmimeHelpdesk.Cms.Reading;

namespace SmimeHelpdesk.Inbound;

/// <summary>One cryptographic layer of the run that begins at the top of a message (the cryptographic envelope of RFC 9787).</summary>
internal abstract record Layer;

/// <summary>A signature around what follows.</summary>
/// <param name="Signed">The structure; null when it cannot be read.</param>
/// <param name="Content">What the signature is checked against; null when it is absent.</param>
/// <param name="Problem">What is wrong with the layer itself, before any signer is asked.</param>
internal sealed record SignedLayer(SignedContent? Signed, SignedBytes? Content, SignatureReason Problem) : Layer;

/// <summary>An encryption around what follows, opened or not.</summary>
internal sealed record EncryptedLayer : Layer
{
    /// <summary>Why it was not opened; <see cref="EncryptionReason.None"/> when it was.</summary>
    public required EncryptionReason Reason { get; init; }

    public string? ContentAlgorithm { get; init; }

    public string? KeyAlgorithm { get; init; }

    public string? CredentialSha256 { get; init; }

    /// <summary>Whether the content came with an authentication tag that held.</summary>
    public bool IsAuthenticated { get; init; }

    public bool IsWeak { get; init; }

    /// <summary>Whom it is for, when none of the mailbox's keys is meant.</summary>
    public IReadOnlyList<RecipientEntry> Recipients { get; init; } = [];

    /// <summary>SHA-256 of the mailbox's certificates, when none of their keys is meant.</summary>
    public IReadOnlyList<string> TriedCredentials { get; init; } = [];
}

/// <summary>Compression around what follows.</summary>
internal sealed record CompressedLayer : Layer;

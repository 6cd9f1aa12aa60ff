namespace SmimeHelpdesk;

/// <summary>The verdict on a message's signature. Data only: nothing in the mail's text can change it.</summary>
public sealed record SignatureVerdict
{
    /// <summary>The status. Anything but <see cref="SignatureStatus.Valid"/> has a reason, unless unsigned.</summary>
    public required SignatureStatus Status { get; init; }

    /// <summary>The reason that explains most, by rank; <see cref="SignatureReason.None"/> when valid or unsigned.</summary>
    public SignatureReason Reason { get; init; }

    /// <summary>Every reason found, the headline first.</summary>
    public IReadOnlyList<SignatureFinding> Findings { get; init; } = [];

    /// <summary>What is worth knowing besides, without influence on the status.</summary>
    public IReadOnlyList<SmimeCaution> Cautions { get; init; } = [];

    /// <summary>Whose certificate verified the signature; null when unsigned or when no certificate of the signer is known.</summary>
    public MessageSigner? Signer { get; init; }

    /// <summary>The signing time that the signer claims; shown, never trusted (RFC 8551 section 2.5.1).</summary>
    public DateTimeOffset? SigningTime { get; init; }

    /// <summary>
    /// What was found out about revocation: of which certificates, from whom, as of when. Null when nobody was asked: the policy's
    /// <see cref="SmimePolicy.Revocation"/> is off, or something else speaks against the signature already.
    /// </summary>
    public RevocationReport? Revocation { get; init; }

    /// <summary>The time of receipt, which validity was judged at.</summary>
    public DateTimeOffset JudgedAt { get; init; }

    /// <summary>The path of the signer's certificate at the time of receipt, which the status rests on; null without a certificate.</summary>
    public PathVerdict? PathWhenReceived { get; init; }

    /// <summary>
    /// The path of the signer's certificate when the message was opened. It changes no status: a signature that was valid when it was
    /// received stays so when the certificate expires later. Null without a certificate.
    /// </summary>
    public PathVerdict? PathNow { get; init; }
}

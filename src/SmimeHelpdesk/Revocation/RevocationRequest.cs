namespace SmimeHelpdesk;

/// <summary>A question about revocation. Immutable.</summary>
public sealed record RevocationRequest
{
    /// <summary>
    /// A path that was found valid, DER, the certificate first and the trust anchor last. The checker sends no request about
    /// certificates that do not chain up to <see cref="Anchors"/>.
    /// </summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> Path { get; init; }

    /// <summary>The anchors that the path was found to.</summary>
    public required TrustAnchors Anchors { get; init; }

    /// <summary>The time to judge answers at.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Further certificates, DER, which may have signed a CRL; none is trusted for being here.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Certificates { get; init; } = [];

    /// <summary>
    /// CRLs and OCSP responses that the host supplies, DER. They are verified like any other and count before anybody is asked.
    /// </summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Answers { get; init; } = [];

    /// <summary>
    /// CRLs and OCSP responses that came with the message, DER. The sender chose them: that one says revoked counts at once; that
    /// one says good counts only where nobody else can be asked, since an older one may have been kept.
    /// </summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> MessageAnswers { get; init; } = [];

    /// <summary>How long the message, or the reply, has waited for requests already; taken off <see cref="RevocationOptions.TotalTimeout"/>. Default zero.</summary>
    public TimeSpan TimeSpent { get; init; }

    /// <summary>The policy whose bounds and algorithms hold.</summary>
    public SmimePolicy Policy { get; init; } = SmimePolicy.Default;
}

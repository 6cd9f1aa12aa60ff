namespace SmimeHelpdesk;

/// <summary>What <c>AddSmimeHelpdesk</c> is configured with. Read once, when the first door is made; validated at the host's start.</summary>
public sealed class SmimeHelpdeskOptions
{
    /// <summary>The policy of both doors. Default <see cref="SmimePolicy.Default"/>.</summary>
    public SmimePolicy Policy { get; set; } = SmimePolicy.Default;

    /// <summary>
    /// Whom to trust, unless an <see cref="ITrustAnchorProvider"/> is registered. Default <see cref="SmimeHelpdesk.TrustAnchors.None"/>:
    /// every signature is then at best <see cref="SignatureStatus.Indeterminate"/>.
    /// </summary>
    public TrustAnchors TrustAnchors { get; set; } = TrustAnchors.None;

    /// <summary>
    /// How revocation answers are fetched and kept, where the policy asks for them. Default <see cref="RevocationOptions.Default"/>. A
    /// registered <c>HybridCache</c> shares the answers among servers.
    /// </summary>
    public RevocationOptions Revocation { get; set; } = RevocationOptions.Default;

    /// <summary>
    /// How long an opened private key may stay in memory for the next message. Default, and at most, five minutes
    /// (<see cref="MailboxCredentialManager.MaximumKeyLifetime"/>); zero opens it anew for each message.
    /// </summary>
    public TimeSpan KeyLifetime { get; set; } = MailboxCredentialManager.MaximumKeyLifetime;

    /// <summary>Whom each private key is encrypted to a second time, for the day when the host key is lost. Default null: nobody.</summary>
    public RecoveryCertificate? RecoveryCertificate { get; set; }
}

using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk;

/// <summary>
/// Everything a host may decide. Immutable; change it with a <c>with</c> expression on <see cref="Default"/>.
/// Every default is the safe choice.
/// </summary>
public sealed record SmimePolicy
{
    /// <summary>The defaults.</summary>
    public static SmimePolicy Default { get; } = new();

    /// <summary>
    /// The smallest RSA modulus, in bits, whose signature can be valid. Default 2048 (RFC 8551 section 4.3).
    /// A smaller one gives <see cref="SignatureReason.WeakKey"/>.
    /// </summary>
    public int MinimumRsaKeySize { get; init; } = 2048;

    /// <summary>
    /// Whether a SHA-1 signature, on the message or in the certificate path, can be valid. Default false:
    /// <see cref="SignatureReason.WeakDigest"/>. When true the verdict carries the caution <see cref="SmimeCaution.WeakDigest"/> instead.
    /// MD5 is never accepted.
    /// </summary>
    public bool AllowSha1Signatures { get; init; }

    /// <summary>What a signer whose issuer is not trusted means for the Encrypt box. Default <see cref="UntrustedSigners.Caution"/>.</summary>
    public UntrustedSigners UntrustedSigners { get; init; } = UntrustedSigners.Caution;

    /// <summary>
    /// Whether Encrypt is also offered with a trusted certificate learnt from an earlier mail, or found by an
    /// <see cref="IRecipientCertificateSource"/>, when this mail carried none. Default false.
    /// </summary>
    public bool EncryptFromCache { get; init; }

    /// <summary>
    /// Whether the certificates of a trusted path are asked about. Default <see cref="RevocationMode.Off"/>: no request leaves the
    /// server. Otherwise the doors need an <see cref="IRevocationChecker"/>.
    /// </summary>
    public RevocationMode Revocation { get; init; } = RevocationMode.Off;

    /// <summary>What an encrypted reply means for recipients that cannot be encrypted to. Default <see cref="MixedRecipients.Refuse"/>.</summary>
    public MixedRecipients MixedRecipients { get; init; } = MixedRecipients.Refuse;

    /// <summary>
    /// Which boxes are ticked by themselves, for mailboxes to which an <see cref="IReplyDefaultsProvider"/> gives none of their own.
    /// Default <see cref="SmimeHelpdesk.ReplyDefaults.Default"/>.
    /// </summary>
    public ReplyDefaults ReplyDefaults { get; init; } = ReplyDefaults.Default;

    /// <summary>
    /// The protection that automatic mail must have (<see cref="SmimeReplyComposer.ComposeAutomaticAsync(ReplyDraft, ReplyContext, CancellationToken)"/>):
    /// where it cannot, nothing is composed. Default <see cref="ReplyProtection.None"/>: it is signed when possible, encrypted when every
    /// recipient can be encrypted to, and else sent without.
    /// </summary>
    public ReplyProtection AutomaticMailRequires { get; init; } = ReplyProtection.None;

    /// <summary>How signed mail is written. Default <see cref="SignatureForm.Detached"/>.</summary>
    public SignatureForm SignatureForm { get; init; } = SignatureForm.Detached;

    /// <summary>
    /// Whether the Subject of an encrypted reply is replaced outside by a public one (RFC 9788 section 3.2.1). Default true.
    /// </summary>
    public bool HideSubject { get; init; } = true;

    /// <summary>How far the claimed signing time may lie from the Date field, or after the time of receipt, before the verdict carries a caution. Default one hour.</summary>
    public TimeSpan SigningTimeTolerance { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Where decrypted and decoded content larger than <see cref="SpoolThreshold"/> may lie while a message is open: an existing
    /// directory. Default null, which keeps everything in memory. The files are encrypted with a key that only the process's memory
    /// holds, are readable by their owner only, and are removed when the message is disposed.
    /// </summary>
    public string? SpoolDirectory { get; init; }

    /// <summary>How many bytes of one layer stay in memory all the same. Default 4 MiB. Means nothing without <see cref="SpoolDirectory"/>.</summary>
    public long SpoolThreshold { get; init; } = 4L << 20;

    internal SpoolPlace Spool => SpoolDirectory is null ? SpoolPlace.Memory : new SpoolPlace(SpoolDirectory, SpoolThreshold);

    /// <summary>The bounds of what one message may cost.</summary>
    public SmimeLimits Limits { get; init; } = SmimeLimits.Default;
}

namespace SmimeHelpdesk;

/// <summary>Which boxes a mailbox's reply dialog ticks by itself; what is not available is never among them.</summary>
public sealed record ReplyDefaults
{
    /// <summary>The defaults: sign, and encrypt what came encrypted.</summary>
    public static ReplyDefaults Default { get; } = new();

    /// <summary>Whether the mailbox signs. Default true.</summary>
    public bool Sign { get; init; } = true;

    /// <summary>When the mailbox encrypts. Default <see cref="EncryptDefault.LikeInbound"/>.</summary>
    public EncryptDefault Encrypt { get; init; } = EncryptDefault.LikeInbound;
}

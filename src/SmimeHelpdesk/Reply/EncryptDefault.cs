namespace SmimeHelpdesk;

/// <summary>When <see cref="ReplyAvailability.Suggested"/> names Encrypt, provided that it is available.</summary>
public enum EncryptDefault
{
    /// <summary>When the inbound message was encrypted.</summary>
    LikeInbound = 0,

    /// <summary>Always.</summary>
    WhenAvailable = 1,
}

namespace SmimeHelpdesk;

/// <summary>The two check boxes of the reply dialog.</summary>
[Flags]
public enum ReplyProtection
{
    /// <summary>Neither box is ticked.</summary>
    None = 0,

    /// <summary>Sign is ticked.</summary>
    Sign = 1,

    /// <summary>Encrypt is ticked.</summary>
    Encrypt = 2,
}

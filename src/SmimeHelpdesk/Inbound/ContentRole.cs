namespace SmimeHelpdesk;

/// <summary>As what a part of a message is shown.</summary>
public enum ContentRole
{
    /// <summary>It is one of <see cref="MessageContent.Attachments"/>.</summary>
    Attachment = 0,

    /// <summary>It is a piece of <see cref="MessageContent.TextBody"/>.</summary>
    TextBody = 1,

    /// <summary>It is <see cref="MessageContent.HtmlBody"/>.</summary>
    HtmlBody = 2,
}

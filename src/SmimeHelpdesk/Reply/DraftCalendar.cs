namespace SmimeHelpdesk;

/// <summary>A calendar object that goes with the text, such as an invitation or the answer to one (RFC 6047).</summary>
/// <param name="Content">The iCalendar object (RFC 5545).</param>
/// <param name="Method">Its METHOD, such as <c>REQUEST</c> or <c>REPLY</c>: letters, and hyphens between them.</param>
public sealed record DraftCalendar(string Content, string Method);

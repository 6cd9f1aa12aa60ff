namespace SmimeHelpdesk;

/// <summary>A reply, protected exactly as asked, ready to be sent.</summary>
/// <param name="Messages">One message, and one more for each Bcc recipient.</param>
/// <param name="Availability">What was available when it was composed.</param>
public sealed record ComposedReply(IReadOnlyList<OutgoingMessage> Messages, ReplyAvailability Availability);

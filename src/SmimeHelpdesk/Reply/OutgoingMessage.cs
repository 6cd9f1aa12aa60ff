using MimeKit;

namespace SmimeHelpdesk;

/// <summary>
/// One message with its envelope. Send it as it is: any change to its body breaks the signature. The message holds the protected
/// header fields as well, so a change to its outer ones would be shown to nobody, or as tampering.
/// </summary>
/// <param name="Message">The message.</param>
/// <param name="Sender">The envelope sender.</param>
/// <param name="Recipients">The envelope recipients of this very message.</param>
public sealed record OutgoingMessage(MimeMessage Message, MailboxAddress Sender, IReadOnlyList<MailboxAddress> Recipients);

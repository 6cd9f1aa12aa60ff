namespace SmimeHelpdesk;

/// <summary>A message that the host keeps in its raw form, to be opened again.</summary>
/// <param name="Id">The host's own name for it, such as a ticket's number; handed back.</param>
/// <param name="Missing">What was missing when it was opened last.</param>
/// <param name="OpenRaw">Opens the raw message as it was received; called only for messages that can profit. The stream is disposed.</param>
public sealed record StoredMessage(string Id, MissingPieces Missing, Func<CancellationToken, Task<Stream>> OpenRaw);

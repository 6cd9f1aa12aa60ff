namespace SmimeHelpdesk;

/// <summary>A message that was opened again, or the exception that prevented it. Dispose it when the attachments have been read.</summary>
/// <param name="Id">The host's own name for it.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Message">The opened message; null when it failed.</param>
/// <param name="Error">The host's own exception; null unless it failed.</param>
public sealed record ReopenedMessage(string Id, ReopenStatus Status, OpenedMessage? Message, Exception? Error) : IDisposable
{
    /// <summary>Releases the opened message.</summary>
    public void Dispose() => Message?.Dispose();
}

namespace MiniDesk.Mail;

/// <summary>What the workers tell the operator: numbers and kinds, no subjects and no addresses of customers.</summary>
internal static partial class DeskLog
{
    [LoggerMessage(1, LogLevel.Warning, "{Worker} failed and tries again.")]
    public static partial void WorkFailed(this ILogger logger, string worker, Exception exception);

    [LoggerMessage(2, LogLevel.Information, "Receiving mail of mailbox {Mailbox}.")]
    public static partial void Receiving(this ILogger logger, int mailbox);

    [LoggerMessage(3, LogLevel.Warning, "The mail server of mailbox {Mailbox} is away ({Problem}); trying again in {Delay}.")]
    public static partial void ServerAway(this ILogger logger, int mailbox, string problem, TimeSpan delay);

    [LoggerMessage(4, LogLevel.Information, "Mail {Inbound} has become ticket {Ticket}.")]
    public static partial void Filed(this ILogger logger, long inbound, int ticket);

    [LoggerMessage(5, LogLevel.Warning, "Mail {Inbound} could not be filed at attempt {Attempt}; it is kept and tried again.")]
    public static partial void NotFiled(this ILogger logger, long inbound, int attempt, Exception exception);

    [LoggerMessage(6, LogLevel.Information, "Mail {Outbound} was sent.")]
    public static partial void Sent(this ILogger logger, long outbound);

    [LoggerMessage(7, LogLevel.Warning, "Mail {Outbound} was not sent ({Outcome}): {Problem}")]
    public static partial void NotSent(this ILogger logger, long outbound, string outcome, string problem);

    [LoggerMessage(8, LogLevel.Information, "{Count} waiting mails were opened again.")]
    public static partial void Reopened(this ILogger logger, int count);
}

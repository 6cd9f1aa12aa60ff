using Microsoft.Extensions.Logging;
using SmimeHelpdesk.Credentials;

namespace SmimeHelpdesk.Diagnostics;

/// <summary>
/// Everything that the library logs. Event ids are stable. Arguments are enum names, counts, thumbprints and exception types:
/// never an address, a subject, a text out of a message, or an exception's own text, which may quote any of them.
/// </summary>
internal static partial class LogMessages
{
    [LoggerMessage(EventId = 2001, EventName = "CredentialRowRejected", Level = LogLevel.Warning,
        Message = "A stored credential was left out: {Fault}. SHA-256 of its certificate: {Sha256}.")]
    public static partial void CredentialRowRejected(this ILogger logger, CredentialRowFault fault, string sha256);

    [LoggerMessage(EventId = 2002, EventName = "PrivateKeyUnavailable", Level = LogLevel.Warning,
        Message = "The private key of the credential {Sha256} cannot be used: {Cause}.")]
    public static partial void PrivateKeyUnavailable(this ILogger logger, string sha256, string cause);
}

using Microsoft.Extensions.Logging;

namespace SmimeHelpdesk.Diagnostics;

/// <summary>Log messages of the front door in: no secrets, no addresses, no subjects.</summary>
internal static partial class OpenerLog
{
    [LoggerMessage(1001, LogLevel.Warning, "The signer certificate cache cannot be reached ({Kind}); the certificate is learnt when the message is opened again.")]
    public static partial void CacheUnavailable(ILogger logger, string kind);
}

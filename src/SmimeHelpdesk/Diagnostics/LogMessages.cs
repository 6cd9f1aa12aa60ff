using Microsoft.Extensions.Logging;
using SmimeHelpdesk.Credentials;

namespace SmimeHelpdesk.Diagnostics;

/// <summary>
/// Everything that the library logs. Event ids are stable. Arguments are enum names, counts, thumbprints and exception types:
/// never an address, a subject, a text out of a message, or an exception's own text, which may quote any of them.
/// </summary>
internal static partial class LogMessages
{
    [LoggerMessage(EventId = 1001, EventName = "MessageOpened", Level = LogLevel.Information,
        Message = "A message was opened: signature {Signature} ({Reason}), encryption {Encryption}, harvest {Harvest}.")]
    public static partial void MessageOpened(
        this ILogger logger, SignatureStatus signature, SignatureReason reason, EncryptionStatus encryption, HarvestStatus harvest);

    [LoggerMessage(EventId = 1002, EventName = "StoreUnavailable", Level = LogLevel.Error,
        Message = "The {Store} could not be reached: {Cause}.")]
    public static partial void StoreUnavailable(this ILogger logger, string store, string cause);

    [LoggerMessage(EventId = 2001, EventName = "CredentialRowRejected", Level = LogLevel.Warning,
        Message = "A stored credential was left out, or does not sign: {Fault}. SHA-256 of its certificate: {Sha256}.")]
    public static partial void CredentialRowRejected(this ILogger logger, CredentialRowFault fault, string sha256);

    [LoggerMessage(EventId = 2002, EventName = "PrivateKeyUnavailable", Level = LogLevel.Warning,
        Message = "The private key of the credential {Sha256} cannot be used: {Cause}.")]
    public static partial void PrivateKeyUnavailable(this ILogger logger, string sha256, string cause);

    [LoggerMessage(EventId = 2003, EventName = "SignerRowRejected", Level = LogLevel.Warning,
        Message = "A stored signer certificate was left out. SHA-256 of its certificate: {Sha256}.")]
    public static partial void SignerRowRejected(this ILogger logger, string sha256);

    [LoggerMessage(EventId = 2004, EventName = "PrivateKeyExported", Level = LogLevel.Warning,
        Message = "The private key of the credential {Sha256} was exported.")]
    public static partial void PrivateKeyExported(this ILogger logger, string sha256);

    [LoggerMessage(EventId = 2005, EventName = "PrivateKeyDestroyed", Level = LogLevel.Warning,
        Message = "The private key of the credential {Sha256} was destroyed.")]
    public static partial void PrivateKeyDestroyed(this ILogger logger, string sha256);

    [LoggerMessage(EventId = 2006, EventName = "CredentialStateChanged", Level = LogLevel.Information,
        Message = "The credential {Sha256} is {State} now, by request.")]
    public static partial void CredentialStateChanged(this ILogger logger, string sha256, CredentialState state);

    [LoggerMessage(EventId = 3001, EventName = "ReplyComposed", Level = LogLevel.Information,
        Message = "A reply was composed: {Protection}, {Messages} message(s).")]
    public static partial void ReplyComposed(this ILogger logger, ReplyProtection protection, int messages);

    [LoggerMessage(EventId = 3002, EventName = "ReplyRefused", Level = LogLevel.Warning,
        Message = "A reply was refused: asked for {Requested}, Sign is {Sign}, Encrypt is {Encrypt}.")]
    public static partial void ReplyRefused(this ILogger logger, ReplyProtection requested, SignAvailability sign, EncryptAvailability encrypt);

    [LoggerMessage(EventId = 4001, EventName = "RevocationFetchFailed", Level = LogLevel.Warning,
        Message = "A revocation answer could not be had: {Kind}, {Problem}.")]
    public static partial void RevocationFetchFailed(this ILogger logger, FetchKind kind, RevocationUnknownReason problem);
}

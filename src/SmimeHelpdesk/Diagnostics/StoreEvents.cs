using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using SmimeHelpdesk.Credentials;

namespace SmimeHelpdesk.Diagnostics;

/// <summary>What happens between the library and the host's stores, logged and counted in one call.</summary>
internal static class StoreEvents
{
    /// <summary>The credential store or its key provider failed with the host's own exception.</summary>
    public static void CredentialStoreFailed(ILogger? logger, Exception exception) => Failed(logger, "credential store", TelemetryTags.Credentials, exception);

    /// <summary>The signer certificate cache failed with the host's own exception.</summary>
    public static void SignerCacheFailed(ILogger? logger, Exception exception) => Failed(logger, "signer certificate cache", TelemetryTags.Signers, exception);

    /// <summary>The trust anchors could not be had.</summary>
    public static void TrustAnchorsFailed(ILogger? logger, Exception exception) => Failed(logger, "trust anchor provider", TelemetryTags.Anchors, exception);

    /// <summary>The audit sink failed with the host's own exception while mail came in.</summary>
    public static void AuditSinkFailed(ILogger? logger, Exception exception) => Failed(logger, "audit sink", TelemetryTags.Audit, exception);

    public static void CredentialRejected(ILogger? logger, CredentialRowFault fault, StoredCredential row)
    {
        logger?.CredentialRowRejected(fault, Thumbprint(row.Certificate));
        Telemetry.RowsRejected.Add(1, new KeyValuePair<string, object?>(TelemetryTags.Store, TelemetryTags.Credentials));
    }

    /// <summary>A row of the cache that is not what was asked for.</summary>
    public static void SignerRejected(ILogger? logger, SignerCertificate row)
    {
        logger?.SignerRowRejected(Thumbprint(row.Certificate));
        Telemetry.RowsRejected.Add(1, new KeyValuePair<string, object?>(TelemetryTags.Store, TelemetryTags.Signers));
    }

    private static void Failed(ILogger? logger, string store, string tag, Exception exception)
    {
        // The type only: the text of a database's exception may hold parameters, and those hold addresses.
        logger?.StoreUnavailable(store, exception.GetType().Name);
        Telemetry.StoreFailures.Add(1, new KeyValuePair<string, object?>(TelemetryTags.Store, tag));
    }

    // Computed here, because a row's own key may be any text.
    private static string Thumbprint(ReadOnlyMemory<byte> certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate.Span));
}

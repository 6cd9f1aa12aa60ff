using Microsoft.Extensions.Logging;
using SmimeHelpdesk.Diagnostics;
using SmimeHelpdesk.Harvest;

namespace SmimeHelpdesk.Inbound;

/// <summary>Records what one message has caused: which keys were used on it, and what was learnt from it.</summary>
internal sealed class OpeningAudit(AuditTrail trail, Mailbox mailbox, ILogger? logger)
{
    public async Task RecordKeysAsync(IReadOnlyDictionary<string, bool> uses, CancellationToken cancellationToken)
    {
        foreach ((string sha256, bool decrypted) in uses)
        {
            string outcome = (decrypted ? EncryptionStatus.Decrypted : EncryptionStatus.NotDecryptable).ToString();
            await trail.TryWriteAsync(SmimeAuditKind.KeyUsedToDecrypt, mailbox, null, sha256, outcome, logger, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task RecordHarvestAsync(OpenedMessage opened, KnownSigners known, CancellationToken cancellationToken)
    {
        HarvestResult harvest = opened.Harvest;
        if (harvest.Status is HarvestStatus.Stored && !known.Rows.Any(row => row.Sha256 == harvest.Sha256))
        {
            await RecordAsync(SmimeAuditKind.CertificateLearnt, harvest).ConfigureAwait(false);
        }

        if (opened.Signature.Cautions.Contains(SmimeCaution.CertificateChanged))
        {
            await RecordAsync(SmimeAuditKind.CertificateChanged, harvest).ConfigureAwait(false);
        }

        ValueTask RecordAsync(SmimeAuditKind kind, HarvestResult result) =>
            trail.TryWriteAsync(kind, mailbox, result.Address, result.Sha256, null, logger, cancellationToken);
    }
}

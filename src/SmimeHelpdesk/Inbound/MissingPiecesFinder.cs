using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Inbound;

/// <summary>Says what a message waits for. Only what a later opening can change counts: a forgery stays one.</summary>
internal static class MissingPiecesFinder
{
    private const int MaximumRecipients = 16;

    public static MissingPieces Find(OpeningFacts facts, TrustAnchors anchors, Mailbox mailbox, DateTimeOffset receivedAt)
    {
        EncryptedLayer? encrypted = facts.Unwrapped.Encryption;
        List<MissingPiece> pieces = [.. Pieces(facts, encrypted).Distinct()];
        bool isIssuerMissing = pieces.Contains(MissingPiece.Issuer);
        return new MissingPieces
        {
            Tenant = mailbox.Tenant,
            MailboxAddress = mailbox.Address,
            ReceivedAt = receivedAt,
            Pieces = pieces,
            Recipients = pieces.Contains(MissingPiece.Key) ? [.. encrypted!.Recipients.Take(MaximumRecipients).Select(entry => Shown(entry.Identifier.Describe())).Distinct()] : [],
            TriedCredentials = pieces.Contains(MissingPiece.Key) ? encrypted!.TriedCredentials : [],
            Issuer = isIssuerMissing ? Missing(facts.Signature.Judged!) : null,
            TriedAnchors = isIssuerMissing ? anchors.Fingerprint : null,
        };
    }

    private static IEnumerable<MissingPiece> Pieces(OpeningFacts facts, EncryptedLayer? encrypted)
    {
        if (encrypted?.Reason is EncryptionReason.NoMatchingKey)
        {
            yield return MissingPiece.Key;
        }

        if (encrypted?.Reason is EncryptionReason.KeyUnavailable)
        {
            yield return MissingPiece.KeyAccess;
        }

        foreach (MissingPiece piece in OfSignature(facts.Signature.Judged))
        {
            yield return piece;
        }

        if (facts.Harvest.Status is HarvestStatus.Deferred || (facts.KnownIsUnavailable && facts.Signature.Judged is not null))
        {
            yield return MissingPiece.KnownCertificates;
        }
    }

    // A signature with one reason that nothing can heal is not opened again for the sake of another.
    private static List<MissingPiece> OfSignature(JudgedSignature? signature)
    {
        List<MissingPiece> pieces = [.. signature?.Findings.Select(finding => Of(finding.Reason)) ?? []];
        return pieces.Contains(MissingPiece.None) ? [] : pieces;
    }

    private static MissingPiece Of(SignatureReason reason) => reason switch
    {
        SignatureReason.UntrustedIssuer or SignatureReason.IssuerOutsideValidity => MissingPiece.Issuer,
        SignatureReason.SignerCertificateMissing => MissingPiece.SignerCertificate,
        SignatureReason.RevocationUnknown => MissingPiece.Revocation,
        _ => MissingPiece.None,
    };

    private static MissingRecipient Shown(MissingRecipient recipient) => recipient with { Issuer = recipient.Issuer is { } issuer ? DisplayText.Clean(issuer) : null };

    private static string? Missing(JudgedSignature signature) => signature.Path is { Path: [.., { } last] } ? DisplayText.Clean(last.Issuer) : null;
}

using SmimeHelpdesk.Harvest;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Inbound;

/// <summary>Turns judgements into the public verdicts.</summary>
internal static class Verdicts
{
    public static EncryptionVerdict Encryption(UnwrappedMessage unwrapped, MessageSignature signature)
    {
        if (unwrapped.Encryption is not { } layer)
        {
            return new EncryptionVerdict { Status = EncryptionStatus.NotEncrypted };
        }

        bool isOpen = layer.Reason is EncryptionReason.None;
        bool isAuthentic = isOpen && (layer.IsAuthenticated || signature.Status is SignatureStatus.Valid);
        return new EncryptionVerdict
        {
            Status = isOpen ? EncryptionStatus.Decrypted : EncryptionStatus.NotDecryptable,
            Reason = layer.Reason,
            Integrity = isAuthentic ? EncryptionIntegrity.Authenticated : EncryptionIntegrity.None,
            ContentAlgorithm = layer.ContentAlgorithm,
            KeyAlgorithm = layer.KeyAlgorithm,
            CredentialSha256 = layer.CredentialSha256,
        };
    }

    public static SignatureVerdict Signature(OpeningFacts facts, EncryptionVerdict encryption, DateTimeOffset receivedAt, DateTimeOffset now)
    {
        JudgedSignature? judged = facts.Signature.Judged;
        IReadOnlyList<SignatureFinding> findings = judged?.Findings ?? [];
        return new SignatureVerdict
        {
            Status = facts.Signature.Status,
            Reason = findings.Count == 0 ? SignatureReason.None : findings[0].Reason,
            Findings = findings,
            Cautions = [.. Cautions(facts, encryption).Distinct()],
            Signer = judged?.Certificate is { } certificate ? Describe(certificate) : null,
            SigningTime = judged?.SigningTime,
            Revocation = judged?.Revocation,
            JudgedAt = receivedAt,
            PathWhenReceived = Path(judged?.Path, receivedAt),
            PathNow = Path(judged?.PathNow, now),
        };
    }

    private static IEnumerable<SmimeCaution> Cautions(OpeningFacts facts, EncryptionVerdict encryption)
    {
        foreach (SmimeCaution caution in facts.Signature.Judged?.Cautions ?? [])
        {
            yield return caution;
        }

        if (encryption is { Status: EncryptionStatus.Decrypted, Integrity: EncryptionIntegrity.None })
        {
            yield return SmimeCaution.UnauthenticatedEncryption;
        }

        if (facts.Unwrapped.Encryption is { IsWeak: true })
        {
            yield return SmimeCaution.WeakAlgorithm;
        }

        if (facts.Signature.OuterIgnored)
        {
            yield return SmimeCaution.OuterSignatureIgnored;
        }

        if (facts.HasErrantParts)
        {
            yield return SmimeCaution.PartsOutsideProtection;
        }

        if (facts.Headers.ProtectedFrom is not null && !EmailAddress.Same(facts.Headers.ProtectedFrom, facts.Headers.OuterFrom))
        {
            yield return SmimeCaution.FromMismatch;
        }

        // Also for a signer who is not trusted: the agent may well encrypt to that certificate.
        EncryptionCertificate encryptTo = facts.EncryptionCertificate;
        if (facts.Signature.Judged is { Certificate: { } signer } judged && (judged.Status is SignatureStatus.Valid || encryptTo.Certificate is not null)
            && facts.Known.HasChanged(signer, encryptTo.Certificate))
        {
            yield return SmimeCaution.CertificateChanged;
        }

        // A hint and no more (the stripping class). What could not be decrypted may be signed inside.
        if (facts.Signature.Judged is null && facts.Known.HasSigned && encryption.Status is not EncryptionStatus.NotDecryptable)
        {
            yield return SmimeCaution.UsuallySigned;
        }

        if (facts.Signature.Judged is not null && facts.KnownIsUnavailable)
        {
            yield return SmimeCaution.KnownCertificatesUnavailable;
        }
    }

    private static PathVerdict? Path(PathResult? path, DateTimeOffset at)
    {
        IReadOnlyList<SignatureFinding> findings = path is null ? [] : ReasonRank.Order(path.Findings);
        return path is null ? null : new PathVerdict { At = at, Status = ReasonRank.Status(findings), Findings = findings };
    }

    public static MessageSigner Describe(ParsedCertificate certificate) => new()
    {
        Addresses = [.. certificate.Addresses.Select(DisplayText.Clean)],
        Subject = certificate.Subject,
        Issuer = certificate.Issuer,
        Sha256 = certificate.Sha256,
        Key = certificate.PublicKey.Name,
        Strength = certificate.PublicKey.Strength,
        NotBefore = certificate.NotBefore,
        NotAfter = certificate.NotAfter,
        Certificate = certificate.Der,
    };
}

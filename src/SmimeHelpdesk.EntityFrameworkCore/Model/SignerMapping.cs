namespace SmimeHelpdesk.EntityFrameworkCore.Model;

/// <summary>Between a <see cref="SignerCertificate"/> and its row.</summary>
internal static class SignerMapping
{
    public static SignerRow ToRow(SignerCertificate signer, long revision) => new()
    {
        Tenant = signer.Tenant,
        Address = signer.Address,
        Sha256 = Thumbprint.Parse(signer.Sha256, nameof(signer)),
        Certificate = signer.Certificate.ToArray(),
        SigningCertificate = signer.SigningCertificate.Span.SequenceEqual(signer.Certificate.Span) ? null : signer.SigningCertificate.ToArray(),
        Issuers = ByteLists.JoinThumbprints(signer.Issuers),
        Capabilities = signer.Capabilities.ToArray(),
        CapabilitiesTime = Instant.ToTicks(signer.CapabilitiesTime),
        SigningTime = Instant.ToTicks(signer.SigningTime),
        FirstSeen = Instant.ToTicks(signer.FirstSeen),
        LastSeen = Instant.ToTicks(signer.LastSeen),
        MessageId = signer.MessageId,
        Decision = (int)signer.Decision,
        DecidedAt = Instant.ToTicks(signer.DecidedAt),
        Revision = revision,
    };

    /// <summary>The certificate with the issuers that are found; one that is missing is left out, as one that cannot be read is.</summary>
    public static SignerCertificate ToContract(SignerRow row, IReadOnlyDictionary<string, byte[]> issuers) => new()
    {
        Tenant = row.Tenant,
        Address = row.Address,
        Sha256 = Thumbprint.Format(row.Sha256),
        Certificate = row.Certificate,
        SigningCertificate = row.SigningCertificate ?? row.Certificate,
        Issuers = [.. ByteLists.SplitThumbprints(row.Issuers).Select(Thumbprint.Format).Where(issuers.ContainsKey).Select(key => (ReadOnlyMemory<byte>)issuers[key])],
        Capabilities = row.Capabilities,
        CapabilitiesTime = Instant.FromTicks(row.CapabilitiesTime),
        SigningTime = Instant.FromTicks(row.SigningTime),
        FirstSeen = Instant.FromTicks(row.FirstSeen),
        LastSeen = Instant.FromTicks(row.LastSeen),
        MessageId = row.MessageId,
        Decision = (SignerCertificateDecision)row.Decision,
        DecidedAt = Instant.FromTicks(row.DecidedAt),
    };

    /// <summary>Whether writing the second over the first would change nothing.</summary>
    public static bool IsSame(SignerRow left, SignerRow right) =>
        left.FirstSeen == right.FirstSeen && left.LastSeen == right.LastSeen && left.SigningTime == right.SigningTime && left.MessageId == right.MessageId
        && left.CapabilitiesTime == right.CapabilitiesTime && left.Decision == right.Decision && left.DecidedAt == right.DecidedAt
        && left.Certificate.AsSpan().SequenceEqual(right.Certificate) && left.Issuers.AsSpan().SequenceEqual(right.Issuers)
        && left.Capabilities.AsSpan().SequenceEqual(right.Capabilities)
        && (left.SigningCertificate ?? left.Certificate).AsSpan().SequenceEqual(right.SigningCertificate ?? right.Certificate);
}

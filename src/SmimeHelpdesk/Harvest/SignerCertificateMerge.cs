namespace SmimeHelpdesk;

/// <summary>Merges two sightings of one certificate. Pure, idempotent, commutative and associative.</summary>
public static class SignerCertificateMerge
{
    /// <summary>Merges two rows of the same tenant, address and SHA-256.</summary>
    /// <param name="left">One row.</param>
    /// <param name="right">The other.</param>
    /// <returns>
    /// The earliest <see cref="SignerCertificate.FirstSeen"/> and the latest <see cref="SignerCertificate.LastSeen"/>; the newest
    /// <see cref="SignerCertificate.Capabilities"/> (RFC 8551 section 2.7.1); the last <see cref="SignerCertificate.Decision"/>,
    /// where of two at one instant <see cref="SignerCertificateDecision.Blocked"/> wins; and the rest from the row with the newer
    /// signing time.
    /// </returns>
    /// <exception cref="ArgumentException">The rows have different keys.</exception>
    public static SignerCertificate Merge(SignerCertificate left, SignerCertificate right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Tenant != right.Tenant || left.Address != right.Address || left.Sha256 != right.Sha256)
        {
            throw new ArgumentException("Only rows with the same tenant, address and SHA-256 can be merged.", nameof(right));
        }

        // Each group of values has a total order of its own over nothing but itself, so that neither the order of arrival nor the
        // grouping of three sightings can matter.
        SignerCertificate capable = CompareCapabilities(left, right) >= 0 ? left : right;
        SignerCertificate decided = CompareDecisions(left, right) >= 0 ? left : right;
        return (CompareSources(left, right) >= 0 ? left : right) with
        {
            FirstSeen = left.FirstSeen < right.FirstSeen ? left.FirstSeen : right.FirstSeen,
            LastSeen = left.LastSeen > right.LastSeen ? left.LastSeen : right.LastSeen,
            Capabilities = capable.Capabilities,
            CapabilitiesTime = capable.CapabilitiesTime,
            Decision = decided.Decision,
            DecidedAt = decided.DecidedAt,
        };
    }

    private static int CompareSources(SignerCertificate left, SignerCertificate right)
    {
        int order = Nullable.Compare(left.SigningTime, right.SigningTime);
        order = order != 0 ? order : string.CompareOrdinal(left.MessageId, right.MessageId);
        order = order != 0 ? order : left.SigningCertificate.Span.SequenceCompareTo(right.SigningCertificate.Span);
        return order != 0 ? order : CompareLists(left.Issuers, right.Issuers);
    }

    // A message without the attribute takes nothing back: many people write from more than one program.
    private static int CompareCapabilities(SignerCertificate left, SignerCertificate right)
    {
        int order = right.Capabilities.IsEmpty.CompareTo(left.Capabilities.IsEmpty);
        order = order != 0 ? order : Nullable.Compare(left.CapabilitiesTime, right.CapabilitiesTime);
        return order != 0 ? order : left.Capabilities.Span.SequenceCompareTo(right.Capabilities.Span);
    }

    private static int CompareDecisions(SignerCertificate left, SignerCertificate right)
    {
        int order = Nullable.Compare(left.DecidedAt, right.DecidedAt);
        return order != 0 ? order : left.Decision.CompareTo(right.Decision);
    }

    private static int CompareLists(IReadOnlyList<ReadOnlyMemory<byte>> left, IReadOnlyList<ReadOnlyMemory<byte>> right)
    {
        int order = left.Count.CompareTo(right.Count);
        for (int i = 0; order == 0 && i < left.Count; i++)
        {
            order = left[i].Span.SequenceCompareTo(right[i].Span);
        }

        return order;
    }
}

namespace SmimeHelpdesk;

/// <summary>Merges two sightings of one certificate. Pure, idempotent, commutative and associative.</summary>
public static class SignerCertificateMerge
{
    /// <summary>Merges two rows of the same tenant, address and SHA-256.</summary>
    /// <param name="left">One row.</param>
    /// <param name="right">The other.</param>
    /// <returns>
    /// The earliest <see cref="SignerCertificate.FirstSeen"/>, the latest <see cref="SignerCertificate.LastSeen"/>, and the rest from
    /// the row with the newer signing time (RFC 8551 section 2.7.1).
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

        return (Newer(left, right) ? left : right) with
        {
            FirstSeen = left.FirstSeen < right.FirstSeen ? left.FirstSeen : right.FirstSeen,
            LastSeen = left.LastSeen > right.LastSeen ? left.LastSeen : right.LastSeen,
        };
    }

    // A total order over everything that the winner brings along, so that the order of arrival cannot matter. LastSeen is not in it:
    // the merged row takes it from the other side, and comparing by it would make the grouping of three sightings matter.
    private static bool Newer(SignerCertificate left, SignerCertificate right)
    {
        int order = Nullable.Compare(left.SigningTime, right.SigningTime);
        order = order != 0 ? order : string.CompareOrdinal(left.MessageId, right.MessageId);
        order = order != 0 ? order : left.Capabilities.Span.SequenceCompareTo(right.Capabilities.Span);
        order = order != 0 ? order : left.SigningCertificate.Span.SequenceCompareTo(right.SigningCertificate.Span);
        order = order != 0 ? order : CompareLists(left.Issuers, right.Issuers);
        return order >= 0;
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

namespace SmimeHelpdesk.Credentials;

/// <summary>
/// What decides between credentials that could all do the work: the one activated last, then the one valid longest, then the smaller
/// thumbprint. A total order, so that every server chooses the same and no roll-over can end with two that have retired each other.
/// </summary>
internal readonly record struct SigningRank(DateTimeOffset ActiveFrom, DateTimeOffset NotAfter, string Sha256) : IComparable<SigningRank>
{
    /// <summary>The first choice is the smallest.</summary>
    public int CompareTo(SigningRank other)
    {
        int order = other.ActiveFrom.CompareTo(ActiveFrom);
        order = order != 0 ? order : other.NotAfter.CompareTo(NotAfter);
        return order != 0 ? order : string.CompareOrdinal(Sha256, other.Sha256);
    }
}

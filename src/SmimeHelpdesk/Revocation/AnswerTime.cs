namespace SmimeHelpdesk.Revocation;

/// <summary>Whether an answer may be used at an instant.</summary>
internal static class AnswerTime
{
    // RFC 6960 section 4.2.2.1: without nextUpdate, newer information is always available; so not an old one.
    private static readonly TimeSpan AgeWithoutEnd = TimeSpan.FromHours(1);

    public static RevocationUnknownReason Problem(IDatedAnswer answer, DateTimeOffset at, TimeSpan skew)
    {
        if (answer.ThisUpdate > at + skew)
        {
            return RevocationUnknownReason.AnswerNotYetValid;
        }

        DateTimeOffset end = answer.NextUpdate ?? answer.ThisUpdate + AgeWithoutEnd;
        return end < at - skew ? RevocationUnknownReason.AnswerExpired : RevocationUnknownReason.None;
    }

    /// <summary>Whether the answer is to be replaced soon: in the last part of its life, so that nobody has to wait for the next one.</summary>
    public static bool IsRefreshDue(IDatedAnswer answer, DateTimeOffset at, TimeSpan ahead)
    {
        if (answer.NextUpdate is not { } end)
        {
            return false;
        }

        TimeSpan fifth = (end - answer.ThisUpdate) / 5;
        return at >= end - (ahead < fifth ? ahead : fifth);
    }
}

namespace SmimeHelpdesk.Credentials;

/// <summary>
/// Which of two credentials that could sign does: a total order, the same on every server, so that no roll-over can end with two that
/// have retired each other.
/// </summary>
internal static class SigningOrder
{
    public static bool IsBefore(DateTimeOffset activeFrom, UsableCredential credential, DateTimeOffset otherActiveFrom, UsableCredential other)
    {
        int order = activeFrom.CompareTo(otherActiveFrom);
        order = order != 0 ? order : credential.Certificate.NotAfter.CompareTo(other.Certificate.NotAfter);
        return order != 0 ? order > 0 : string.CompareOrdinal(credential.Certificate.Sha256, other.Certificate.Sha256) < 0;
    }
}

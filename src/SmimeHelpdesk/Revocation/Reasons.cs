namespace SmimeHelpdesk.Revocation;

internal static class Reasons
{
    /// <summary>The reason of a code; one that does not exist gives no reason.</summary>
    public static RevocationReason Read(int code) =>
        Enum.IsDefined((RevocationReason)code) ? (RevocationReason)code : RevocationReason.Unspecified;
}

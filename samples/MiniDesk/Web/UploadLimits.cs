namespace MiniDesk.Web;

/// <summary>How much may be uploaded, in bytes.</summary>
internal static class UploadLimits
{
    /// <summary>A whole request.</summary>
    public const long Request = 12 << 20;

    /// <summary>The attachments of a reply, together.</summary>
    public const long Attachments = 10 << 20;

    /// <summary>A file with a certificate or key; the library's own limit.</summary>
    public static long Credential => SmimeHelpdesk.SmimeLimits.Default.MaximumImportSize;
}

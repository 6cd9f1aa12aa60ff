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

    /// <summary>Refuses what says of itself that it is too large before any of it is read; the server cuts off what does not say it.</summary>
    public static IApplicationBuilder UseUploadLimit(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.ContentLength > Request)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }

        return next(context);
    });
}

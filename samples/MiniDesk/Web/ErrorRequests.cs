namespace MiniDesk.Web;

/// <summary>The error page answers in place of whatever failed; it must not read that request's body again, which may be what failed.</summary>
internal static class ErrorRequests
{
    public static IApplicationBuilder UseErrorsWithoutBody(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path == "/error")
        {
            context.Request.Method = HttpMethods.Get;
            context.Request.ContentType = null;
            context.Request.ContentLength = null;
        }

        return next(context);
    });
}

using Microsoft.EntityFrameworkCore;
using MiniDesk.Data;
using MiniDesk.Demo;
using MiniDesk.Tickets;
using SmimeHelpdesk;

namespace MiniDesk.Web;

/// <summary>Files: attachments, which a browser always saves and never shows; the pictures of a mail; certificates.</summary>
internal static class Downloads
{
    public static void MapDownloads(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/attachments/{id:int}", AttachmentAsync);
        routes.MapGet("/attachments/{id:int}/picture", PictureAsync);
        routes.MapGet("/mailboxes/{id:int}/certificates/{sha256:length(64)}", CertificateAsync);
        routes.MapGet("/demo/credentials/{name}", DemoCredential);
    }

    private static async Task<IResult> AttachmentAsync(int id, IDbContextFactory<DeskContext> contexts, HttpContext http, CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return await context.Attachments.FindAsync([id], cancellationToken) is { } attachment
            ? Results.File(attachment.Content, "application/octet-stream", PlainText.FileName(attachment.FileName))
            : Results.NotFound();
    }

    private static async Task<IResult> PictureAsync(int id, IDbContextFactory<DeskContext> contexts, HttpContext http, CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return await context.Attachments.FindAsync([id], cancellationToken) is { ContentId: not null } attachment && SafePicture.TypeOf(attachment.Content) is { } type
            ? Results.File(attachment.Content, type)
            : Results.NotFound();
    }

    private static async Task<IResult> CertificateAsync(
        int id, string sha256, IDbContextFactory<DeskContext> contexts, IMailboxCredentialStore store, CancellationToken cancellationToken)
    {
        await using DeskContext context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Mailboxes.FindAsync([id], cancellationToken) is not { } mailbox)
        {
            return Results.NotFound();
        }

        IReadOnlyList<StoredCredential> rows = await store.ListAsync(mailbox.Address, cancellationToken);
        return rows.FirstOrDefault(row => string.Equals(row.Sha256, sha256, StringComparison.OrdinalIgnoreCase)) is { } found
            ? Results.File(found.Certificate.ToArray(), "application/pkix-cert", PlainText.FileName(mailbox.Address) + ".cer")
            : Results.NotFound();
    }

    private static IResult DemoCredential(string name, IServiceProvider services)
    {
        // The name is looked up among those that are there, and never becomes a path.
        string? file = services.GetService<DemoFolder>() is { } demo
            ? Directory.EnumerateFiles(demo.Credentials).FirstOrDefault(known => string.Equals(Path.GetFileName(known), name, StringComparison.Ordinal))
            : null;
        return file is null ? Results.NotFound() : Results.File(file, "application/octet-stream", Path.GetFileName(file));
    }
}

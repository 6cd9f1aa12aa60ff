using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using MiniDesk;
using MiniDesk.Data;
using MiniDesk.Demo;
using MiniDesk.Mail;
using MiniDesk.Mail.Inbound;
using MiniDesk.Mail.Outbound;
using MiniDesk.Tickets;
using MiniDesk.Web;
using SmimeHelpdesk;

var builder = WebApplication.CreateBuilder(args);
var settings = DeskSettings.From(builder.Configuration);

// 1. Nothing configured: certificates and mails are made for a demo, whose root is then the one that is trusted.
var demo = new DemoFolder(settings.DataFolder);
if (settings.IsDemo)
{
    await DemoWorld.CreateAsync(demo, TimeProvider.System.GetUtcNow());
    settings = settings with { TrustedCertificates = demo.RootFile };
}

builder.Services.AddSingleton(settings);

// 2. The database: SQLite, or PostgreSQL when a connection string is given. The library's stores are tables in it.
builder.Services.AddDbContextFactory<DeskContext>(options => options.UseDesk(settings));

// 3. S/MIME: whom to trust, where to keep what must be kept, and what encrypts the private keys there. Instances share the key ring.
builder.Services.AddDataProtection().SetApplicationName("MiniDesk").PersistKeysToFileSystem(Directory.CreateDirectory(settings.KeysFolder));
builder.Services.AddSmimeHelpdesk(options => options.TrustAnchors = DeskTrust.Load(settings))
    .UseEntityFrameworkCore<DeskContext>()
    .UseDataProtection();

// 4. Mail in and out. Each worker takes work from the database, so that several instances can run side by side.
builder.Services.AddSingleton(TimeProvider.System).AddSingleton<MailSignals>().AddSingleton<MailboxPasswords>().AddSingleton<ServerConnection>();
builder.Services.AddSingleton<MailIntake>().AddSingleton<ReceiverStatus>().AddSingleton<TicketFiler>().AddSingleton<Outbox>().AddSingleton<ReplyDesk>();
builder.Services.AddHostedService<MailReceiver>().AddHostedService<InboxWorker>().AddHostedService<OutboxWorker>().AddHostedService<ReopeningWorker>();
if (settings.IsDemo)
{
    builder.Services.AddSingleton(demo).AddSingleton<IMailSource, DemoMailSource>().AddSingleton<IMailTransport, FolderTransport>();
}
else
{
    builder.Services.AddSingleton<IMailSource, ImapMailSource>().AddSingleton<IMailTransport, SmtpTransport>();
}

// 5. The pages: English and German, no scripts, and nothing bigger than a reply with its attachments may be uploaded.
builder.Services.AddLocalization(options => options.ResourcesPath = "Resources");
builder.Services.AddRazorPages();
builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>("database").AddCheck<SmimeHealthCheck>("smime");
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = UploadLimits.Request);
builder.Services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = UploadLimits.Request);

WebApplication app = builder.Build();
await DatabaseSetup.CreateAsync(app.Services.GetRequiredService<IDbContextFactory<DeskContext>>());
if (settings.IsDemo)
{
    await DemoStart.RunAsync(app.Services.GetRequiredService<IDbContextFactory<DeskContext>>(), app.Services.GetRequiredService<MailboxCredentialManager>(), demo);
}

app.UseExceptionHandler("/error");
app.UseStatusCodePagesWithReExecute("/error", "?code={0}");
app.UseErrorsWithoutBody();
app.UseUploadLimit();
app.UseSecurityHeaders();
app.UseLanguages();
app.UseStaticFiles();
app.UseRouting();
app.MapGet("/", () => Results.LocalRedirect("/tickets"));
app.MapRazorPages();
app.MapDownloads();
app.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = check => check.Name == "database" });
app.MapHealthChecks("/healthz/smime", new HealthCheckOptions { Predicate = check => check.Name == "smime" });
await app.RunAsync();

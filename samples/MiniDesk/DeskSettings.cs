using MailKit.Security;

namespace MiniDesk;

/// <summary>What appsettings.json, the environment and the command line say. Nothing at all gives the demo.</summary>
internal sealed record DeskSettings
{
    /// <summary>PostgreSQL; empty for SQLite in <see cref="DataFolder"/>.</summary>
    public string ConnectionString { get; init; } = string.Empty;

    /// <summary>Where the desk keeps its database and keys.</summary>
    public required string DataFolder { get; init; }

    /// <summary>A PEM file with the issuers of customers' certificates that are trusted; empty for those of the operating system.</summary>
    public string TrustedCertificates { get; init; } = string.Empty;

    /// <summary>How long one piece of work may take before another instance considers it abandoned.</summary>
    public TimeSpan WorkLease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Send a mail that may have been sent again by itself, marked; otherwise an agent decides.</summary>
    public bool ResendUncertain { get; init; }

    public MailServer Imap { get; init; } = new();

    public MailServer Smtp { get; init; } = new();

    /// <summary>SHA-256 of the servers' certificate when no authority vouches for it; empty otherwise.</summary>
    public string TrustedServerCertificate { get; init; } = string.Empty;

    /// <summary>No mail server is configured: mail comes from a small test PKI, and goes into a folder.</summary>
    public bool IsDemo => Imap.Host.Length == 0;

    /// <summary>Where the demo's outgoing mail goes.</summary>
    public string OutgoingFolder => Path.Combine(DataFolder, "outgoing");

    public static DeskSettings From(IConfiguration configuration)
    {
        string folder = configuration["Desk:DataFolder"] is { Length: > 0 } given ? given : DefaultFolder();
        Directory.CreateDirectory(folder);
        return new DeskSettings
        {
            ConnectionString = configuration.GetConnectionString("Desk") ?? string.Empty,
            DataFolder = folder,
            TrustedCertificates = configuration["Desk:TrustedCertificates"] ?? string.Empty,
            WorkLease = TimeSpan.FromSeconds(configuration.GetValue("Desk:WorkLeaseSeconds", 120)),
            ResendUncertain = configuration.GetValue("Desk:ResendUncertain", false),
            Imap = configuration.GetSection("Mail:Imap").Get<MailServer>() ?? new MailServer(),
            Smtp = configuration.GetSection("Mail:Smtp").Get<MailServer>() ?? new MailServer(),
            TrustedServerCertificate = configuration["Mail:TrustedServerCertificate"] ?? string.Empty,
        };
    }

    private static string DefaultFolder()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        return Path.Combine(home.Length > 0 ? home : Path.GetTempPath(), "MiniDesk");
    }
}

/// <summary>A mail server.</summary>
internal sealed record MailServer
{
    public string Host { get; init; } = string.Empty;

    public int Port { get; init; }

    public SecureSocketOptions Security { get; init; } = SecureSocketOptions.SslOnConnect;

    public bool SignIn { get; init; } = true;
}

using System.Globalization;

namespace MiniDesk.Demo;

/// <summary>Where the demo lies: mail to be received, credentials to be imported, the customers' keys, and the one trusted root.</summary>
internal sealed class DemoFolder(string path)
{
    public const string Support = "support@desk.example";
    public const string Sales = "sales@desk.example";

    public string RootFile { get; } = Path.Combine(path, "demo", "root.pem");

    public string Credentials { get; } = Path.Combine(path, "demo", "credentials");

    public string Customers { get; } = Path.Combine(path, "demo", "customers");

    private string Inbox { get; } = Path.Combine(path, "demo", "inbox");

    public bool Exists => File.Exists(RootFile);

    public string InboxOf(string mailbox) => Path.Combine(Inbox, mailbox);

    public void Create()
    {
        Directory.CreateDirectory(Credentials);
        Directory.CreateDirectory(Customers);
        Directory.CreateDirectory(Inbox);
    }

    /// <summary>Puts a mail into a mailbox; its name is its number there.</summary>
    public void Deliver(string mailbox, int uid, byte[] raw)
    {
        string folder = Directory.CreateDirectory(InboxOf(mailbox)).FullName;
        string file = Path.Combine(folder, uid.ToString("D4", CultureInfo.InvariantCulture) + ".eml");
        File.WriteAllBytes(file + ".part", raw);
        File.Move(file + ".part", file, overwrite: true);
    }

    public IEnumerable<(uint Uid, string File)> Mails(string mailbox)
    {
        string folder = InboxOf(mailbox);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.eml").Select(file => (Uid: uint.TryParse(Path.GetFileNameWithoutExtension(file), out uint uid) ? uid : 0, file)).Where(mail => mail.Uid > 0).OrderBy(mail => mail.Uid)
            : [];
    }
}

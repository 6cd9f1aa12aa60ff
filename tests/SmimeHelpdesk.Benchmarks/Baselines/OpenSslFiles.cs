using SmimeHelpdesk.Benchmarks.Fixtures;

namespace SmimeHelpdesk.Benchmarks.Baselines;

/// <summary>The files that the program reads and writes, in a temporary directory that goes with the process.</summary>
internal sealed class OpenSslFiles
{
    private readonly string _directory;

    private OpenSslFiles(string directory) => _directory = directory;

    public string Root => In("root.pem");

    public string Issuing => In("issuing.pem");

    public string Mailbox => In("mailbox.pem");

    public string MailboxKey => In("mailbox.key");

    public string Customer => In("customer.pem");

    /// <summary>The MIME entity to sign or encrypt.</summary>
    public string Entity => In("entity.eml");

    /// <summary>The message to open.</summary>
    public string Mail => In("mail.eml");

    public string Output => In("output");

    public static OpenSslFiles Create(Case item)
    {
        string directory = Directory.CreateTempSubdirectory("smime-benchmark-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        var files = new OpenSslFiles(directory);
        File.WriteAllText(files.Root, item.Pki.Root.ExportCertificatePem());
        File.WriteAllText(files.Issuing, item.Pki.Issuing.ExportCertificatePem());
        File.WriteAllText(files.Mailbox, item.Pki.Mailbox.ExportCertificatePem());
        File.WriteAllText(files.MailboxKey, Pki.Key(item.Pki.Mailbox).ExportPkcs8PrivateKeyPem());
        File.WriteAllText(files.Customer, item.Pki.Customer.ExportCertificatePem());
        ReplyDraft draft = Drafts.Create(item.Size);
        File.WriteAllBytes(files.Entity, Mails.FromCustomer(item.Pki, draft, ReplyProtection.None));
        if (item.IsOpening)
        {
            File.WriteAllBytes(files.Mail, Mails.FromCustomer(item.Pki, draft, item.Protection));
        }

        return files;
    }

    private string In(string name) => Path.Combine(_directory, name);
}

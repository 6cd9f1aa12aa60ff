using System.Security.Cryptography;
using SmimeHelpdesk.Benchmarks.Fixtures;

namespace SmimeHelpdesk.Benchmarks.Memory;

/// <summary>What the children read: attachments, messages, and the keys of mailbox and customer.</summary>
internal sealed class MemoryFiles
{
    private MemoryFiles(string directory) => Directory = directory;

    public string Directory { get; }

    public string Mailbox => In("mailbox.pem");

    public string Root => In("root.pem");

    public string Customer => In("customer.pem");

    public static MemoryFiles At(string directory) => new(directory);

    public static MemoryFiles Create(string directory)
    {
        var files = new MemoryFiles(directory);
        Pki pki = Pki.For(KeyKind.Rsa2048);
        File.WriteAllText(files.Mailbox, pki.Pem(pki.Mailbox));
        File.WriteAllText(files.Customer, pki.Customer.ExportCertificatePem());
        File.WriteAllText(files.Root, pki.Root.ExportCertificatePem());
        files.Prepare(0);
        return files;
    }

    /// <summary>The attachment of this size.</summary>
    public string Attachment(int megabytes) => In($"attachment-{megabytes}");

    public string Signed(int megabytes) => In($"signed-{megabytes}.eml");

    public string Encrypted(int megabytes) => In($"encrypted-{megabytes}.eml");

    /// <summary>Writes the files of this size, unless they are there; zero is a small one to warm up with.</summary>
    public void Prepare(int megabytes)
    {
        if (File.Exists(Encrypted(megabytes)))
        {
            return;
        }

        File.WriteAllBytes(Attachment(megabytes), RandomNumberGenerator.GetBytes(Math.Max(10_000, megabytes * 1_000_000)));
        var draft = new ReplyDraft { TextBody = "See the attachment.", Attachments = [Read(megabytes)] };
        Write(Signed(megabytes), draft, ReplyProtection.Sign);
        Write(Encrypted(megabytes), draft, ReplyProtection.Encrypt);
    }

    public DraftAttachment Read(int megabytes) => new("large.bin", "application/octet-stream", () => File.OpenRead(Attachment(megabytes)));

    private void Write(string file, ReplyDraft draft, ReplyProtection protection)
    {
        Pki pki = Pki.For(KeyKind.Rsa2048);
        using ComposedReply composed = Mails.Compose(pki, draft, protection, new SmimePolicy { SpoolDirectory = Directory });
        using FileStream output = File.Create(file);
        Mails.Write(composed.Messages[0].Message, output);
    }

    private string In(string name) => Path.Combine(Directory, name);
}

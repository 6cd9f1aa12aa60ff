using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Benchmarks.Fixtures;

namespace SmimeHelpdesk.Benchmarks.Memory;

/// <summary>One measurement in a process of its own: a small message first, so that loading code is not counted, then the large one.</summary>
internal static class MemoryChild
{
    public static async Task RunAsync(string directory, string operation, int megabytes, bool isSpooled)
    {
        MemoryFiles files = MemoryFiles.At(directory);
        using X509Certificate2 root = X509CertificateLoader.LoadCertificateFromFile(files.Root);
        using X509Certificate2 customer = X509CertificateLoader.LoadCertificateFromFile(files.Customer);
        var policy = new SmimePolicy
        {
            SpoolDirectory = isSpooled ? directory : null,

            // Base64 within base64 makes 187 MB of 100.
            Limits = SmimeLimits.Default with { MaximumMessageSize = 256L << 20 },
        };
        Desk desk = Desk.Create(await File.ReadAllTextAsync(files.Mailbox), Desk.Address, root, policy);
        ReplyContext context = Mails.Context(customer.RawData);
        await RunAsync(desk, files, operation, 0, context);

        PeakMemory.Start();
        await RunAsync(desk, files, operation, megabytes, context);
        Console.WriteLine(PeakMemory.GrowthInMegabytes.ToString("0.0"));
    }

    private static Task RunAsync(Desk desk, MemoryFiles files, string operation, int megabytes, ReplyContext context) => operation switch
    {
        "decrypt" => OpenAsync(desk, files.Encrypted(megabytes)),
        "verify" => OpenAsync(desk, files.Signed(megabytes)),
        "sign" => ComposeAsync(desk, files, megabytes, context, ReplyProtection.Sign),
        "encrypt" => ComposeAsync(desk, files, megabytes, context, ReplyProtection.Encrypt),
        _ => ComposeAsync(desk, files, megabytes, context, ReplyProtection.Sign | ReplyProtection.Encrypt),
    };

    private static async Task OpenAsync(Desk desk, string file)
    {
        await using FileStream input = File.OpenRead(file);
        using OpenedMessage opened = await desk.Opener.OpenAsync(input, Desk.Address, CancellationToken.None);
        if (opened.Signature.Status is not SignatureStatus.Valid && opened.Encryption.Status is not EncryptionStatus.Decrypted)
        {
            throw new InvalidOperationException("The message was not opened.");
        }

        await using Stream attachment = opened.Content.Attachments[0].OpenRead();
        await attachment.CopyToAsync(Stream.Null);
    }

    private static async Task ComposeAsync(Desk desk, MemoryFiles files, int megabytes, ReplyContext context, ReplyProtection protection)
    {
        var draft = new ReplyDraft { TextBody = "See the attachment.", Attachments = [files.Read(megabytes)] };
        using ComposedReply composed = await desk.Composer.ComposeAsync(draft, context, protection, CancellationToken.None);
        Mails.Write(composed.Messages[0].Message, Stream.Null);
    }
}

using MimeKit;

namespace SmimeHelpdesk.Benchmarks.Fixtures;

/// <summary>Messages between customer and helpdesk, as bytes.</summary>
internal static class Mails
{
    // What a signature says that its sender's program reads (RFC 8551 section 2.5.2): AES-256-GCM.
    private static readonly byte[] ReadsGcm = [0x30, 0x0D, 0x30, 0x0B, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2E];

    /// <summary>What the helpdesk knows when it answers the customer.</summary>
    public static ReplyContext Context(ReadOnlyMemory<byte> certificate, bool gcm = false) => Context(Desk.Address, Desk.CustomerAddress, certificate, gcm);

    /// <summary>A message from the customer to the helpdesk.</summary>
    public static byte[] FromCustomer(Pki pki, ReplyDraft draft, ReplyProtection protection, bool gcm = false)
    {
        using ComposedReply composed = Compose(pki, draft, protection, null, gcm);
        using var bytes = new MemoryStream();
        Write(composed.Messages[0].Message, bytes);
        return bytes.ToArray();
    }

    /// <summary>The same, before it is written.</summary>
    public static ComposedReply Compose(Pki pki, ReplyDraft draft, ReplyProtection protection, SmimePolicy? policy, bool gcm = false)
    {
        ReplyContext context = Context(Desk.CustomerAddress, Desk.Address, pki.Mailbox.RawData, gcm);
        return Desk.Customer(pki, policy).Composer.ComposeAsync(draft, context, protection, CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>Writes a message as it goes over the wire.</summary>
    public static void Write(MimeMessage message, Stream output) => message.WriteTo(Wire, output);

    private static FormatOptions Wire { get; } = CreateWire();

    private static FormatOptions CreateWire()
    {
        FormatOptions options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        return options;
    }

    private static ReplyContext Context(string mailbox, string correspondent, ReadOnlyMemory<byte> certificate, bool gcm) => new()
    {
        MailboxAddress = mailbox,
        From = correspondent,
        Subject = "Printer",
        MessageId = "inbound@example",
        ReceivedAt = TimeProvider.System.GetUtcNow(),
        Signature = SignatureStatus.Valid,
        Encrypt = EncryptAvailability.Available,
        EncryptionCertificate = certificate,
        Capabilities = gcm ? ReadsGcm : default,
        IsTrusted = true,
    };
}

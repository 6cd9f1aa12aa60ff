using System.Text.Json.Nodes;
using MimeKit;
using SmimeHelpdesk.Interop.Tests.Peers;
using SmimeHelpdesk.Tests.Interop;

namespace SmimeHelpdesk.Interop.Tests.Programs;

/// <summary>The real Thunderbird: what its user sees, and what it sends.</summary>
internal sealed class ThunderbirdPeer(Person owner) : Peer
{
    private const int Good = 0;
    private const int NoLayer = -1;
    private readonly SmtpSink _sink = new();
    private ThunderbirdProgram _program = null!;

    /// <summary>Starts it with these people's keys; the first is its user.</summary>
    public static async Task<Peer> StartAsync(params Person[] people)
    {
        var peer = new ThunderbirdPeer(people[0]);
        peer._program = await ThunderbirdProgram.StartAsync(peer._sink.Port, people);
        return peer;
    }

    public override async Task<string> VersionAsync() => (await PeerProgram.RunAsync("thunderbird", "--version")).Text.Trim().Split(' ')[^1];

    // It has two boxes, sign and encrypt, and no choice of how.
    public override async Task<byte[]> WriteAsync(PlainMail mail, IReadOnlyList<Layer> layers)
    {
        MimeMessage head = MimeMessage.Load(new MemoryStream([.. mail.Fields, .. "\r\n"u8]));
        MimeMessage content = MimeMessage.Load(new MemoryStream(mail.Entity));
        ReadAttachment attachment = ReadAttachment.Of(content.Attachments.OfType<MimePart>().Single());
        Signing? signing = layers.OfType<Signing>().FirstOrDefault();
        IReadOnlyList<Person> recipients = layers.OfType<Encryption>().FirstOrDefault()?.Recipients ?? [];
        foreach (Person person in recipients)
        {
            await _program.Certificates.AddAsync(person);
        }

        Person own = signing?.Signer ?? owner;
        await _program.Certificates.AddKeyAsync(own);
        var task = new JsonObject
        {
            ["own"] = own.Name,
            ["isSigned"] = signing is not null,
            ["recipients"] = new JsonArray([.. recipients.Select(person => new JsonObject { ["address"] = person.Address, ["name"] = person.Name })]),
            ["from"] = head.From.ToString(),
            ["to"] = recipients.Count == 0 ? head.To.ToString() : string.Join(", ", recipients.Select(person => person.Address)),
            ["subject"] = content.Subject ?? head.Subject,
            ["text"] = content.TextBody,
            ["attachment"] = _program.Attach(attachment.Octets),
            ["attachmentName"] = attachment.Name,
        };
        await _program.RunAsync("thunderbird-write.js", task.ToJsonString());
        return await _sink.ReceiveAsync();
    }

    public override async Task<ReadMail> ReadAsync(byte[] mail, Person reader)
    {
        string patience = Expectation.IsSilent ? "2000" : "50000";
        JsonNode shown = (await _program.RunAsync("thunderbird-read.js", Convert.ToBase64String(mail), Expectation.IsSigned ? "signed" : string.Empty, patience))!;
        int signature = (int)shown["signature"]!;
        int encryption = (int)shown["encryption"]!;
        string text = (string?)shown["text"] ?? string.Empty;

        // A mail that it cannot read has neither, and no text.
        if (signature is not (Good or NoLayer) || encryption is not (Good or NoLayer) || (signature is NoLayer && encryption is NoLayer))
        {
            throw new PeerRefusedException($"signature {signature}, encryption {encryption}, text {text}");
        }

        string?[] layers = [encryption == Good ? ReadMail.Encrypted : null, signature == Good ? ReadMail.Signed : null];
        IEnumerable<ReadAttachment> attachments = shown["attachments"]!.AsArray()
            .Select(attachment => new ReadAttachment((string)attachment!["name"]!, Convert.FromBase64String((string)attachment["octets"]!)));
        return new ReadMail(text, [.. attachments], (string?)shown["subject"], [.. layers.OfType<string>()]);
    }

    public override async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _sink.Dispose();
    }
}

using MimeKit;

namespace SmimeHelpdesk.Interop.Tests.Peers;

/// <summary>What a program makes of a mail.</summary>
/// <param name="Text">The text body.</param>
/// <param name="Attachments">The attachments.</param>
/// <param name="Subject">The Subject that its user sees; null where a program does not deal with header fields.</param>
/// <param name="Layers">The layers from outside to inside, all of which it found good.</param>
internal sealed record ReadMail(string Text, IReadOnlyList<ReadAttachment> Attachments, string? Subject, IReadOnlyList<string> Layers)
{
    public const string Signed = "signed";
    public const string Encrypted = "encrypted";

    /// <summary>What a program gave back as the innermost content, read as MIME.</summary>
    public static ReadMail Of(byte[] content, IReadOnlyList<string> layers)
    {
        MimeMessage message = MimeMessage.Load(new MemoryStream(content));
        return new ReadMail(message.TextBody ?? string.Empty, [.. message.Attachments.OfType<MimePart>().Select(ReadAttachment.Of)], null, layers);
    }
}

internal sealed record ReadAttachment(string Name, byte[] Octets)
{
    public static ReadAttachment Of(MimePart part)
    {
        using var octets = new MemoryStream();
        part.Content!.DecodeTo(octets);
        return new ReadAttachment(part.FileName ?? string.Empty, octets.ToArray());
    }
}

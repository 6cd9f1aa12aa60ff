using FsCheck;
using FsCheck.Fluent;

namespace SmimeHelpdesk.Tests.Properties;

/// <summary>What is composed: a text, attachments, and what is ticked.</summary>
internal sealed record DrawnMail(string Text, IReadOnlyList<byte[]> Attachments, ReplyProtection Protection, SignatureForm Form)
{
    // What mail programs and transports have always treated in ways of their own.
    private static readonly string[] Pieces = ["a", "Z", " ", "  \n", "\n", "\n\n", "\n.", "\nFrom ", "\n--", "\n> ", "=", "=3D", "ü", "€", "😀", "\t", new string('x', 90), "Content-Type: text/html\n"];

    public static Gen<DrawnMail> Any =>
        from count in Gen.Choose(1, 30)
        from pieces in Gen.ArrayOf(Gen.Elements(Pieces), count)
        from attachments in Gen.Choose(0, 2).SelectMany(files => Gen.ArrayOf(Bytes(300), files))
        from protection in Gen.Choose(0, 3)
        from form in Gen.Elements(Enum.GetValues<SignatureForm>())
        select new DrawnMail(string.Concat(pieces), attachments, (ReplyProtection)protection, form);

    public bool Signs => Protection.HasFlag(ReplyProtection.Sign);

    public bool Encrypts => Protection.HasFlag(ReplyProtection.Encrypt);

    public static Gen<byte[]> Bytes(int maximum) => Gen.Choose(0, maximum).SelectMany(length => Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value), length));

    public ReplyDraft ToDraft() => new()
    {
        TextBody = Text,
        Attachments = [.. Attachments.Select((bytes, i) => new DraftAttachment($"{i}.bin", "application/octet-stream", bytes))],
    };

    public IEnumerable<DrawnMail> Shrink() =>
    [
        .. Attachments.Count > 0 ? [this with { Attachments = [.. Attachments.Skip(1)] }] : Array.Empty<DrawnMail>(),
        .. Text.Length > 1 ? [this with { Text = Text[..(Text.Length / 2)] }, this with { Text = Text[(Text.Length / 2)..] }] : Array.Empty<DrawnMail>(),
    ];

    public override string ToString() => $"{Protection}, {Form}, {Attachments.Count} attachments, {System.Text.Json.JsonSerializer.Serialize(Text)}";
}

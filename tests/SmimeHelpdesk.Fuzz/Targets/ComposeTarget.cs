using System.Text;
using SmimeHelpdesk.Fuzz.Engine;
using SmimeHelpdesk.Fuzz.Seeds;

namespace SmimeHelpdesk.Fuzz.Targets;

/// <summary>A draft, composed and opened again: it comes out as it went in, and nothing of it becomes a header field.</summary>
internal sealed class ComposeTarget : IFuzzTarget
{
    public const string TargetName = "compose";

    private static readonly HashSet<string> OwnFields = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Content-ID", "Content-Description",
    };

    private readonly ReplyWorld _world = new();

    public string Name => TargetName;

    public IReadOnlyList<byte[]> Words { get; } =
    [
        .. MailWords.All,
        .. new[]
        {
            "T\0\u0005", "H\0\u0010", "S\0\u0004", "A\0\u0006", "D\0\u0004", "M\0\u0009text/html", "M\0\u0009image/png", "C\0\u0003x@y", "X\0\u000FX-Ticket: 17\r\n", "<html>", "<body", "<div class=\"header-protection-legacy-display\">",
            "\u2028", "\u0085", "\f", "\v", "\uFFFE", "\uFFFD", "\U0001F525", "-- \n", ">> ", "From ", ".\n", "winmail.dat", "application/ms-tnef", "text/calendar", "message/rfc822", "multipart/mixed",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public void Run(byte[] input)
    {
        (ReplyDraft draft, ReplyProtection protection) = DraftBytes.Read(input);
        if (Compose(draft, protection) is not { } message)
        {
            return;
        }

        CheckFields(draft, message);
        using OpenedMessage opened = _world.Open(message);
        OpenedChecks.Check(opened);
        BrokenInvariantException.ThrowUnless(opened.Signature.Status == (protection.HasFlag(ReplyProtection.Sign) ? SignatureStatus.Valid : SignatureStatus.Unsigned), "a reply is signed as asked", opened.Signature.ToString());
        BrokenInvariantException.ThrowUnless(opened.Encryption.Status == (protection.HasFlag(ReplyProtection.Encrypt) ? EncryptionStatus.Decrypted : EncryptionStatus.NotEncrypted), "a reply is encrypted as asked", opened.Encryption.ToString());
        RoundTrip.Check(draft, opened);
    }

    // A draft that cannot be sent as it is is refused, by this exception and no kind of it that a mistake of the library's own would have.
    private byte[]? Compose(ReplyDraft draft, ReplyProtection protection)
    {
        try
        {
            return _world.Compose(draft, protection);
        }
        catch (ArgumentException exception) when (exception.GetType() == typeof(ArgumentException))
        {
            return null;
        }
    }

    private static void CheckFields(ReplyDraft draft, byte[] message)
    {
        string header = Encoding.Latin1.GetString(message.AsSpan(0, message.AsSpan().IndexOf("\r\n\r\n"u8)));
        foreach (string line in header.Split("\r\n").Where(line => !line.StartsWith(' ') && !line.StartsWith('\t')))
        {
            string name = line.Split(':')[0];
            bool isKnown = OwnFields.Contains(name) || draft.HeaderFields.Keys.Contains(name, StringComparer.OrdinalIgnoreCase);
            BrokenInvariantException.ThrowUnless(isKnown && !line.Any(c => char.IsControl(c) && c != '\t'), "a reply has no header field that nobody asked for", line);
        }
    }
}

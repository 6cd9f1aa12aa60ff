using System.Text;
using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Tests.Inbound;

public class MimeFuzzTests
{
    private static readonly string[] Words =
    [
        "\r\n", "\n", "\r\n\r\n", "--b", "--b--", "--c", "--", " ", "\t", ":", ";", "=", "\"", "<", ">", "@", ",", "\0", "\u00FF", "\u00EF\u00BB\u00BF",
        "Content-Type: ", "multipart/mixed; boundary=b", "multipart/alternative; boundary=\"c\"", "multipart/related; start=\"<x>\"; boundary=b", "multipart/signed; boundary=c",
        "text/plain; charset=utf-8", "text/plain; format=flowed; delsp=yes", "text/html; charset=utf-16", "message/rfc822", "application/ms-tnef", "application/pkcs7-mime",
        "Content-Transfer-Encoding: ", "base64", "quoted-printable", "x-uuencode", "Content-Disposition: ", "attachment; filename*=utf-8''%41%", "inline; filename=\"=?utf-8?b?AAAA?=\"",
        "Content-ID: <x>", "From: ", "a@b.example", "=?utf-8?q?=0D=0ABcc:_x?=", "Subject: ", "HP-Outer: Subject: [...]", "; hp=\"cipher\"", "; hp-legacy-display=\"1\"",
        "; protected-headers=\"v1\"", "<div class=\"header-protection-legacy-display\">", "</div>", "<p>", "&amp;", "<script>", "<a href=http://x>", "cid:x", "begin 644 x\n", "Date: Mon, 1 Jan 2026 00:00:00 +9999",
        "References: <a@b>", "AAAA", "=41", "> ", "x",
    ];

    [Fact]
    public void ReadAll_RandomBytes_ThrowsNothingButLimits()
    {
        var random = new Random(20260601);
        for (int i = 0; i < 5000; i++)
        {
            byte[] bytes = new byte[random.Next(600)];
            random.NextBytes(bytes);
            ReadAll(bytes, SmimeLimits.Default);
        }
    }

    [Fact]
    public void ReadAll_RandomGrammar_ThrowsNothingButLimits()
    {
        var random = new Random(20260602);
        for (int i = 0; i < 10_000; i++)
        {
            var text = new StringBuilder(random.Next(2) == 0 ? "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" : string.Empty);
            for (int words = random.Next(60); words > 0; words--)
            {
                text.Append(Words[random.Next(Words.Length)]);
            }

            ReadAll(Encoding.Latin1.GetBytes(text.ToString()), SmimeLimits.Default);
        }
    }

    [Fact]
    public void ReadAll_ChangedMail_ThrowsNothingButLimits()
    {
        byte[] mail = SignedMail.Sign(Mail.Crlf("Content-Type: multipart/mixed; boundary=b; hp=\"cipher\"\nFrom: Alice <a@b.example>\nSubject: x\n\n--b\nContent-Type: text/html\n\n<p>x</p>\n--b\nContent-Type: message/rfc822\n\nSubject: y\n\nz\n--b--\n"));
        var random = new Random(20260603);
        for (int i = 0; i < 3000; i++)
        {
            byte[] changed = [.. mail];
            for (int changes = random.Next(1, 12); changes > 0; changes--)
            {
                changed[random.Next(700)] = (byte)random.Next(256);
            }

            ReadAll(changed, SmimeLimits.Default);
        }
    }

    /// <summary>Everything that this room does with a message.</summary>
    internal static void ReadAll(byte[] bytes, SmimeLimits limits)
    {
        ByteSource raw = ByteSource.From(bytes);
        ParsedEntity message = RawMime.HeaderOnly(raw);
        try
        {
            message = RawMime.Parse(raw, limits);
        }
        catch (LimitExceededException)
        {
            // The header is then all there is.
        }

        ParsedEntity payload = message.Children.Count > 0 ? message.Children[0] : message;
        ProtectedHeaders.Read(message, payload, true, true);
        MessageContent content = ContentFlattener.Flatten(ProtectedHeaders.UnwrapRfc8551(message, payload, limits), limits, true);
        QuotePolicy.Mark(content.TextBody);
        foreach (MessageAttachment attachment in content.Attachments)
        {
            using Stream stream = attachment.OpenRead();
            using var read = new MemoryStream();
            stream.CopyTo(read);
            read.Length.Should().Be(attachment.Size);
        }
    }
}

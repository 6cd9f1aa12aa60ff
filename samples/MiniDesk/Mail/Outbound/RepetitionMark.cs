using System.Text;
using MimeKit.Utils;

namespace MiniDesk.Mail.Outbound;

/// <summary>
/// The mark of a mail that is sent again: the resent fields of RFC 5322 section 3.6.6, set before everything else. The Message-ID stays,
/// so that mail programs recognise the repetition, and the body stays, so that its signature holds.
/// </summary>
internal static class RepetitionMark
{
    public static byte[] Add(byte[] raw, string sender, DateTimeOffset at)
    {
        string domain = sender[(sender.IndexOf('@', StringComparison.Ordinal) + 1)..];
        string fields = $"Resent-Date: {DateUtils.FormatDate(at)}\r\nResent-From: {sender}\r\nResent-Message-ID: <{MimeUtils.GenerateMessageId(domain)}>\r\n";
        return [.. Encoding.ASCII.GetBytes(fields), .. raw];
    }
}

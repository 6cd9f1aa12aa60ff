using System.Text;
using SmimeHelpdesk.Interop.Tests.Desk;

namespace SmimeHelpdesk.Interop.Tests.Matrix;

/// <summary>A signed mail with one octet of its attachment changed, and its form kept.</summary>
internal static class Altered
{
    public static byte[] Mail(byte[] mail) => Change(mail, Letter.Octets()) ?? ChangeInside(mail);

    // The attachment lies in base64, of which 30 octets are a whole piece.
    private static byte[]? Change(byte[] text, byte[] attachment)
    {
        int at = text.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Convert.ToBase64String(attachment.AsSpan(0, 30))));
        if (at < 0)
        {
            return null;
        }

        byte[] changed = [.. text];
        changed[at] = changed[at] == (byte)'A' ? (byte)'B' : (byte)'A';
        return changed;
    }

    private static byte[] ChangeInside(byte[] mail)
    {
        byte[] cms = Peers.MailFraming.Outermost(mail)!.Cms;
        byte[] changed = Change(cms, Letter.Octets()) ?? throw new InvalidOperationException("The attachment is not where it should be.");
        int body = mail.AsSpan().IndexOf("\r\n\r\n"u8);
        return [.. mail.AsSpan(0, body), .. "\r\n\r\n"u8, .. Encoding.ASCII.GetBytes(Convert.ToBase64String(changed, Base64FormattingOptions.InsertLineBreaks)), .. "\r\n"u8];
    }
}

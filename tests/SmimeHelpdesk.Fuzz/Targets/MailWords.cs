using System.Text;

namespace SmimeHelpdesk.Fuzz.Targets;

/// <summary>What mail is made of, honest and hostile.</summary>
internal static class MailWords
{
    public static IReadOnlyList<byte[]> All { get; } =
    [
        .. new[]
        {
            "\r\n", "\n", "\r", "\r\n\r\n", "--", "--signed\r\n", "--signed--\r\n", " ", "\t", ":", ";", "=", "\"", "<", ">", "@", ",", "\0", "\u00FF", "\uFEFF", "\u202E",
            "Content-Type: ", "multipart/mixed; boundary=b\r\n\r\n--b\r\n", "multipart/alternative; boundary=\"c\"\r\n\r\n--c\r\n", "multipart/related; start=\"<x>\"; boundary=b",
            "multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=signed", "text/plain; charset=utf-8", "text/plain; format=flowed; delsp=yes", "text/html; charset=utf-16",
            "charset=utf-7", "charset=iso-2022-jp", "charset=gb18030", "charset=\"\"", "message/rfc822\r\n\r\n", "message/partial", "message/external-body", "application/ms-tnef",
            "application/pkcs7-mime; smime-type=signed-data", "application/pkcs7-mime; smime-type=enveloped-data", "application/pkcs7-signature", "application/octet-stream; name=smime.p7m",
            "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n", "Content-Transfer-Encoding: x-uuencode\r\n", "Content-Transfer-Encoding: binary\r\n",
            "Content-Disposition: attachment; filename*=utf-8''%41%0D%0A\r\n", "Content-Disposition: inline; filename=\"=?utf-8?b?AAAA?=\"\r\n", "filename*0=a; filename*1*=%41", "Content-ID: <x>\r\n",
            "From: ", "From: alice@customer.example\r\n", "From: bob@elsewhere.example\r\n", "Sender: ", "Reply-To: ", "To: a@b.example, c@d.example\r\n", "Cc: group: a@b.example;\r\n",
            "=?utf-8?q?=0D=0ABcc:_x?=", "=?utf-8?b?4oCu?=", "=?iso-8859-1?q?=00=1B?=", "Subject: ", "HP-Outer: Subject: [...]\r\n", "; hp=\"cipher\"", "; hp=\"clear\"", "; hp-legacy-display=\"1\"",
            "; protected-headers=\"v1\"", "<div class=\"header-protection-legacy-display\">", "</div>", "<p>", "&amp;", "&#0;", "&#x202e;", "<script>", "<a href=http://x>", "cid:x", "<!--", "<pre>",
            "begin 644 x\n", "Date: Mon, 1 Jan 2026 00:00:00 +9999\r\n", "References: <a@b>\r\n", "Message-ID: <a@b>\r\n", "In-Reply-To: <\0>\r\n", "AAAA", "=41", "=\r\n", "> ", "xn--", "a\u0000@b.example",
        }.Select(Encoding.UTF8.GetBytes),
    ];
}

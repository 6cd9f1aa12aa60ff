using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Soak.Mails;

/// <summary>A mail that one customer signs in another's name.</summary>
internal static class ForgedMail
{
    public static byte[] Write(TestIdentity forger, string victim, string mailbox)
    {
        byte[] entity = Lines($"Content-Type: text/plain\n\n{CustomerMails.Text}\n");
        var cms = new SignedCms(new ContentInfo(entity), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, forger.Certificate) { IncludeOption = X509IncludeOption.EndCertOnly };
        signer.Certificates.AddRange(forger.Issuer.Chain.ToArray());
        cms.ComputeSignature(signer);
        string signature = Convert.ToBase64String(cms.Encode(), Base64FormattingOptions.InsertLineBreaks);
        string head = $"From: {victim}\nTo: {mailbox}\nSubject: Printer\nMIME-Version: 1.0\nContent-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=b\n\n--b\n";
        string tail = $"\n--b\nContent-Type: application/pkcs7-signature; name=smime.p7s\nContent-Transfer-Encoding: base64\n\n{signature}\n--b--\n";
        return [.. Lines(head), .. entity, .. Lines(tail)];
    }

    private static byte[] Lines(string text) => Encoding.ASCII.GetBytes(text.ReplaceLineEndings("\r\n"));
}

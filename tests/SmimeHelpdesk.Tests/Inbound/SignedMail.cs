using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Inbound;

/// <summary>A multipart/signed message put together from bytes, so that no MIME library changes what was signed.</summary>
internal static class SignedMail
{
    private static readonly Lazy<TestIdentity> Signer = new(() => TestAuthority.Issuing.Issue(new TestSubject("alice@customer.example")));

    public static byte[] Sign(byte[] entity, string boundary = "outer", string preamble = "preamble", string trailer = "", TestIdentity? by = null, bool withIssuer = true, params X509Certificate2[] more)
    {
        var cms = new SignedCms(new ContentInfo(entity), true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, (by ?? Signer.Value).Certificate) { IncludeOption = X509IncludeOption.EndCertOnly };
        if (withIssuer)
        {
            signer.Certificates.Add((by?.Issuer ?? TestAuthority.Issuing).Chain[0]);
        }

        signer.Certificates.AddRange(more);
        cms.ComputeSignature(signer);
        string head = $"From: alice@customer.example\nMIME-Version: 1.0\nContent-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=\"{boundary}\"\n\n{preamble}\n--{boundary}\n";
        string tail = $"\n--{boundary}\nContent-Type: application/pkcs7-signature; name=smime.p7s\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(cms.Encode(), Base64FormattingOptions.InsertLineBreaks)}\n--{boundary}--\n{trailer}";
        return [.. Mail.Crlf(head), .. entity, .. Mail.Crlf(tail)];
    }

    /// <summary>Whether .NET's own verifier accepts the signature in the message over the given bytes.</summary>
    public static bool IsIntact(byte[] signature, byte[] content)
    {
        var cms = new SignedCms(new ContentInfo(content), true);
        cms.Decode(signature);
        try
        {
            cms.CheckSignature(true);
            return true;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }

    public static byte[] BareLineFeeds(byte[] mail) => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(mail).Replace("\r\n", "\n", StringComparison.Ordinal));
}

using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Verification.Pkix;

internal static class CertificateAddresses
{
    /// <summary>rfc822Name and SmtpUTF8Mailbox (RFC 9598), in order, without duplicates; the subject's emailAddress when neither is there (RFC 8550 section 3).</summary>
    public static IReadOnlyList<string> Read(X509Name subject, GeneralNames? alternativeNames) => throw new NotImplementedException();
}

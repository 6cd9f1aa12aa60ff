using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Tests.Cms.Reading;

/// <summary>CMS made by .NET's own classes, which share no code with the library.</summary>
internal static class CmsProducer
{
    public static byte[] Sign(byte[] content, TestIdentity signer, bool detached = false, Action<CmsSigner>? change = null)
    {
        var cms = new SignedCms(new ContentInfo(content), detached);
        var cmsSigner = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, signer.Certificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        cmsSigner.SignedAttributes.Add(new Pkcs9SigningTime(TestAuthority.Now.UtcDateTime));
        change?.Invoke(cmsSigner);
        cms.ComputeSignature(cmsSigner);
        return cms.Encode();
    }

    public static byte[] Encrypt(byte[] content, TestIdentity recipient, string algorithm = "2.16.840.1.101.3.4.1.42", RSAEncryptionPadding? padding = null)
    {
        var cms = new EnvelopedCms(new ContentInfo(content), new AlgorithmIdentifier(new Oid(algorithm)));
        cms.Encrypt(new CmsRecipient(SubjectIdentifierType.IssuerAndSerialNumber, recipient.Certificate, padding ?? RSAEncryptionPadding.Pkcs1));
        return cms.Encode();
    }
}

using System.Formats.Asn1;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Cms.Writing;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms;

/// <summary>A private key as AuthEnvelopedData (RFC 5083) with AES-256-GCM to one certificate: RSAES-OAEP, ECDH, X25519 or ML-KEM.</summary>
internal static class RecoveryEnvelope
{
    // The host's own certificate is not hostile.
    private static readonly SmimeLimits OwnKey = SmimeLimits.Default with { MaximumRsaKeySize = 16384 };

    /// <exception cref="CmsFormatException">The certificate cannot be encrypted to.</exception>
    public static byte[] Seal(ReadOnlyMemory<byte> pkcs8, ParsedCertificate certificate)
    {
        using var output = new MemoryStream();
        EnvelopedDataWriter.Write(output, ByteSource.From(pkcs8), ContentEncryption.Aes256Gcm, [new RecipientKey(certificate, Oaep())], OwnKey);
        return output.ToArray();
    }

    /// <summary>The private key, which the caller zeroes; null when the envelope is damaged or for another key.</summary>
    public static byte[]? Open(ReadOnlyMemory<byte> envelope, MailboxPrivateKey key)
    {
        try
        {
            CmsContent cms = CmsContent.Read(ByteSource.From(envelope), OwnKey);
            if (cms.Kind is not CmsKind.AuthEnvelopedData)
            {
                return null;
            }

            EncryptedContent content = EncryptedContent.Read(cms.Content, isAuthenticated: true, OwnKey);
            return ContentCipher.Read(content.Algorithm, content.IsAuthenticated) is { } cipher ? Open(content, cipher, key) : null;
        }
        catch (Exception exception) when (exception is CmsFormatException or LimitExceededException)
        {
            return null;
        }
    }

    private static byte[]? Open(EncryptedContent content, ContentCipher cipher, MailboxPrivateKey key)
    {
        foreach (RecipientEntry entry in content.Recipients)
        {
            byte[]? contentKey = ContentKeyUnwrapper.Unwrap(entry, key);
            try
            {
                if (contentKey is not null && ContentDecryptor.Decrypt(content, cipher, contentKey, _ => true, SmimePolicy.Default) is { } spool)
                {
                    return TakeAll(spool);
                }
            }
            finally
            {
                CryptographicOperations.ZeroMemory(contentKey);
            }
        }

        return null;
    }

    private static byte[] TakeAll(Spool spool)
    {
        using (spool)
        {
            ReadOnlyMemory<byte> plaintext = spool.ToSource().ToMemory(OwnKey.MaximumImportSize);
            byte[] pkcs8 = plaintext.ToArray();
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsMemory(plaintext).Span);
            return pkcs8;
        }
    }

    // The certificate's owner reads this with a current program: no PKCS #1 v1.5 here.
    private static SmimeCapabilities Oaep()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(SmimeCapabilities.RsaOaep);
            }
        }

        return SmimeCapabilities.Parse(writer.Encode());
    }
}

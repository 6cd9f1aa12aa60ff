using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cms;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Writing;

/// <summary>Writes EnvelopedData (RFC 5652 section 6) or AuthEnvelopedData (RFC 5083), inside its ContentInfo.</summary>
internal static class EnvelopedDataWriter
{
    private const int TagSize = 16;
    private const int NonceSize = 12;
    private const int BlockSize = 16;

    /// <summary>Encrypts content to all recipients.</summary>
    /// <exception cref="CmsFormatException">One of them cannot be encrypted to; nothing was written.</exception>
    public static void Write(Stream output, ByteSource content, ContentEncryption algorithm, IReadOnlyList<RecipientKey> recipients, SmimeLimits limits)
    {
        byte[] key = RandomNumberGenerator.GetBytes(algorithm.KeySize);
        try
        {
            List<Asn1Object> infos = [.. recipients.Select(recipient => RecipientInfoWriter.Write(recipient, key, limits).ToAsn1Object())];
            if (algorithm.IsAuthenticated)
            {
                WriteAuthenticated(output, content, algorithm, key, infos);
            }
            else
            {
                WriteUnauthenticated(output, content, algorithm, key, infos);
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static void WriteUnauthenticated(Stream output, ByteSource content, ContentEncryption algorithm, byte[] key, List<Asn1Object> infos)
    {
        using Aes aes = Aes.Create();
        aes.SetKey(key);
        byte[] iv = aes.IV;
        long padded = ((content.Length / BlockSize) + 1) * BlockSize;
        DerPart ciphertext = DerPart.Element(DerTag.Context0Primitive, padded, stream => EncryptCbc(content, aes, stream));
        SignedDataWriter.ContentInfo(
            CmsOid.EnvelopedData,
            DerPart.Constructed(DerTag.Sequence, DerPart.From(DerInteger.ValueOf(Version(infos))), Recipients(infos), EncryptedContentInfo(algorithm, new DerOctetString(iv), ciphertext))).WriteTo(output);
    }

    private static void WriteAuthenticated(Stream output, ByteSource content, ContentEncryption algorithm, byte[] key, List<Asn1Object> infos)
    {
        byte[] nonce = RandomNumberGenerator.GetBytes(NonceSize);
        ReadOnlyMemory<byte> plaintext = content.ToMemory(Array.MaxLength);
        byte[] encrypted = new byte[plaintext.Length];
        byte[] tag = new byte[TagSize];
        using (var gcm = new AesGcm(key, TagSize))
        {
            gcm.Encrypt(nonce, plaintext.Span, encrypted, tag);
        }

        // id-data needs no authenticated attributes, so there is no additional data (RFC 5083 section 2.1).
        DerPart ciphertext = DerPart.Element(DerTag.Context0Primitive, encrypted.Length, stream => stream.Write(encrypted));
        SignedDataWriter.ContentInfo(
            CmsOid.AuthEnvelopedData,
            DerPart.Constructed(
                DerTag.Sequence,
                DerPart.From(DerInteger.Zero),
                Recipients(infos),
                EncryptedContentInfo(algorithm, new GcmParameters(nonce, TagSize), ciphertext),
                DerPart.From(new DerOctetString(tag)))).WriteTo(output);
    }

    // RFC 5652 section 6.1: 0 with key transport by issuer and serial alone, 3 with recipients of other kinds, else 2.
    private static int Version(List<Asn1Object> infos) =>
        infos.Exists(info => info is Asn1TaggedObject { TagNo: 4 }) ? 3 : infos.Exists(info => info is Asn1TaggedObject) ? 2 : 0;

    private static DerPart Recipients(List<Asn1Object> infos) =>
        DerPart.SetOf(DerTag.Set, infos.Select(info => (ReadOnlyMemory<byte>)info.GetEncoded(Asn1Encodable.Der)));

    private static DerPart EncryptedContentInfo(ContentEncryption algorithm, Asn1Encodable parameters, DerPart ciphertext) => DerPart.Constructed(
        DerTag.Sequence,
        DerPart.From(new DerObjectIdentifier(CmsOid.Data)),
        DerPart.From(new AlgorithmIdentifier(new DerObjectIdentifier(algorithm.Oid), parameters)),
        ciphertext);

    private static void EncryptCbc(ByteSource content, Aes aes, Stream output)
    {
        using ICryptoTransform transform = aes.CreateEncryptor();
        using var encrypting = new CryptoStream(output, transform, CryptoStreamMode.Write, leaveOpen: true);
        content.CopyTo(encrypting);
    }
}

using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cms;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Cms.Algorithms;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Writing;

/// <summary>Writes EnvelopedData (RFC 5652 section 6) or AuthEnvelopedData (RFC 5083), inside its ContentInfo.</summary>
internal static class EnvelopedDataWriter
{
    private const int TagSize = 16;
    private const int NonceSize = 12;
    private const int BlockSize = 16;
    private const long RecipientEstimate = 2048;
    private const long FrameEstimate = 512;

    // What is larger is encrypted in pieces, so that plaintext and ciphertext never lie in memory whole side by side.
    private const long LargestAtOnce = 1 << 20;

    /// <summary>About how long the structure will be: rather too much than too little.</summary>
    public static long EstimateLength(IContent content, int recipients) => content.Length + (recipients * RecipientEstimate) + FrameEstimate;

    /// <summary>Encrypts content to all recipients.</summary>
    /// <exception cref="CmsFormatException">One of them cannot be encrypted to; nothing was written.</exception>
    public static void Write(Stream output, IContent content, ContentEncryption algorithm, IReadOnlyList<RecipientKey> recipients, SmimeLimits limits)
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

    private static void WriteUnauthenticated(Stream output, IContent content, ContentEncryption algorithm, byte[] key, List<Asn1Object> infos)
    {
        using Aes aes = Aes.Create();
        aes.SetKey(key);
        byte[] iv = aes.IV;
        long padded = ((content.Length / BlockSize) + 1) * BlockSize;
        DerPart ciphertext = DerPart.Element(DerTag.Context0Primitive, padded, stream => EncryptCbc(content, aes, iv, stream));
        SignedDataWriter.ContentInfo(
            CmsOid.EnvelopedData,
            DerPart.Constructed(DerTag.Sequence, DerPart.From(DerInteger.ValueOf(Version(infos))), Recipients(infos), EncryptedContentInfo(algorithm, new DerOctetString(iv), ciphertext))).WriteTo(output);
    }

    private static void WriteAuthenticated(Stream output, IContent content, ContentEncryption algorithm, byte[] key, List<Asn1Object> infos)
    {
        byte[] nonce = RandomNumberGenerator.GetBytes(NonceSize);
        byte[] tag = [];
        DerPart ciphertext = DerPart.Element(DerTag.Context0Primitive, content.Length, stream => tag = EncryptGcm(content, key, nonce, stream));

        // id-data needs no authenticated attributes, so there is no additional data (RFC 5083 section 2.1).
        SignedDataWriter.ContentInfo(
            CmsOid.AuthEnvelopedData,
            DerPart.Constructed(
                DerTag.Sequence,
                DerPart.From(DerInteger.Zero),
                Recipients(infos),
                EncryptedContentInfo(algorithm, new GcmParameters(nonce, TagSize), ciphertext),
                DerPart.Element(DerTag.OctetString, TagSize, stream => stream.Write(tag)))).WriteTo(output);
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

    private static void EncryptCbc(IContent content, Aes aes, byte[] iv, Stream output)
    {
        if (IsSmall(content, out ReadOnlyMemory<byte> plaintext))
        {
            output.Write(aes.EncryptCbc(plaintext.Span, iv));
            return;
        }

        using var encrypting = new CbcEncryptingStream(aes, output);
        content.WriteTo(encrypting);
        encrypting.Finish();
    }

    private static byte[] EncryptGcm(IContent content, byte[] key, byte[] nonce, Stream output)
    {
        if (IsSmall(content, out ReadOnlyMemory<byte> plaintext))
        {
            byte[] ciphertext = GC.AllocateUninitializedArray<byte>(plaintext.Length);
            byte[] tag = new byte[TagSize];
            using var gcm = new AesGcm(key, TagSize);
            gcm.Encrypt(nonce, plaintext.Span, ciphertext, tag);
            output.Write(ciphertext);
            return tag;
        }

        using var encrypting = new GcmEncryptingStream(key, nonce, TagSize, output);
        content.WriteTo(encrypting);
        return encrypting.Finish();
    }

    private static bool IsSmall(IContent content, out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        return content is ByteSource source && source.Length <= LargestAtOnce && source.TryGetMemory(out bytes);
    }
}

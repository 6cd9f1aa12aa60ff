using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>An EnvelopedData (RFC 5652 section 6.1) or AuthEnvelopedData (RFC 5083 section 2.1), read and not decrypted.</summary>
internal sealed class EncryptedContent
{
    private EncryptedContent(
        IReadOnlyList<RecipientEntry> recipients, string contentType, AlgorithmIdentifier algorithm, ByteSource ciphertext, bool isAuthenticated, ReadOnlyMemory<byte> mac, ReadOnlyMemory<byte> attributes)
    {
        Recipients = recipients;
        ContentType = contentType;
        Algorithm = algorithm;
        Ciphertext = ciphertext;
        IsAuthenticated = isAuthenticated;
        Mac = mac;
        AuthenticatedAttributes = attributes;
    }

    public IReadOnlyList<RecipientEntry> Recipients { get; }

    /// <summary>The OID of the plaintext's type.</summary>
    public string ContentType { get; }

    public AlgorithmIdentifier Algorithm { get; }

    public ByteSource Ciphertext { get; }

    /// <summary>Whether the structure is AuthEnvelopedData.</summary>
    public bool IsAuthenticated { get; }

    /// <summary>The authentication tag; empty for EnvelopedData.</summary>
    public ReadOnlyMemory<byte> Mac { get; }

    /// <summary>The authenticated attributes under the SET tag, which are the additional data (RFC 5083 section 2.2); empty when absent.</summary>
    public ReadOnlyMemory<byte> AuthenticatedAttributes { get; }

    /// <summary>Reads either structure.</summary>
    /// <exception cref="CmsFormatException">It cannot be read.</exception>
    /// <exception cref="LimitExceededException">It holds too much.</exception>
    public static EncryptedContent Read(BerElement element, bool isAuthenticated, SmimeLimits limits)
    {
        var cursor = ElementCursor.OfSequence(element);
        cursor.TakeInteger();
        cursor.TakeContext(0);
        IReadOnlyList<RecipientEntry> recipients = ReadRecipients(cursor.TakeSet(), limits);
        (string type, AlgorithmIdentifier algorithm, ByteSource ciphertext) = ReadContent(cursor.TakeSequence());
        if (!isAuthenticated)
        {
            cursor.TakeContext(1);
            cursor.End();
            return new EncryptedContent(recipients, type, algorithm, ciphertext, false, default, default);
        }

        byte[] attributes = cursor.TakeContext(1)?.Encoded(limits.MaximumStructureSize).ToArray() ?? [];
        if (attributes.Length > 0)
        {
            attributes[0] = 0x31;
        }

        ReadOnlyMemory<byte> mac = cursor.TakeOctetString().Octets().ToMemory(64);
        cursor.TakeContext(2);
        cursor.End();
        return new EncryptedContent(recipients, type, algorithm, ciphertext, true, mac, attributes);
    }

    private static List<RecipientEntry> ReadRecipients(BerElement set, SmimeLimits limits)
    {
        var recipients = new List<RecipientEntry>();
        int seen = 0;
        foreach (BerElement choice in set.Children())
        {
            LimitExceededException.ThrowIfAbove(++seen, limits.MaximumRecipients);
            recipients.AddRange(RecipientEntry.Read(choice, limits));
            LimitExceededException.ThrowIfAbove(recipients.Count, limits.MaximumRecipients);
        }

        return recipients;
    }

    private static (string Type, AlgorithmIdentifier Algorithm, ByteSource Ciphertext) ReadContent(BerElement element)
    {
        var cursor = ElementCursor.OfSequence(element);
        string type = CmsOid.Read(cursor.Take());
        AlgorithmIdentifier algorithm = AlgorithmReader.Read(cursor.Take());
        ByteSource ciphertext = cursor.TakeContext(0)?.Octets() ?? ByteSource.Empty;
        cursor.End();
        return (type, algorithm, ciphertext);
    }
}

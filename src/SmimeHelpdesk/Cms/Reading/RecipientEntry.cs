using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>
/// One wrapped content key with whom it is for. Recipient kinds that no certificate can match (passwords, shared keys, unknown
/// ones) give no entry: they must not stop the others (RFC 5652 section 6.2).
/// </summary>
internal sealed class RecipientEntry
{
    private const string KemRecipient = "1.2.840.113549.1.9.16.13.3";
    private const int X25519KeySize = 32;

    // Programs exist that strip the leading zeros of an RSA ciphertext.
    private const int MaximumLeadingZeros = 8;

    private RecipientEntry(RecipientKind kind, EntityIdentifier identifier, AlgorithmIdentifier algorithm, ReadOnlyMemory<byte> encryptedKey)
    {
        Kind = kind;
        Identifier = identifier;
        Algorithm = algorithm;
        EncryptedKey = encryptedKey;
    }

    public RecipientKind Kind { get; }

    public EntityIdentifier Identifier { get; }

    /// <summary>The keyEncryptionAlgorithm, or the KEM's algorithm.</summary>
    public AlgorithmIdentifier Algorithm { get; }

    public ReadOnlyMemory<byte> EncryptedKey { get; }

    /// <summary>Key agreement: the originator's public key; null otherwise.</summary>
    public OriginatorKey? Originator { get; private init; }

    /// <summary>Key agreement and KEM: the user keying material; empty when absent.</summary>
    public ReadOnlyMemory<byte> UserKeyingMaterial { get; private init; }

    /// <summary>KEM: what it needs besides; null otherwise.</summary>
    public KemFields? Kem { get; private init; }

    /// <summary>Reads one RecipientInfo; a key agreement may hold several recipients, and one that cannot be read holds none.</summary>
    public static IReadOnlyList<RecipientEntry> Read(BerElement choice, SmimeLimits limits)
    {
        int limit = limits.MaximumStructureSize;
        try
        {
            return choice.IsSequence ? [ReadKeyTransport(choice, limit)]
                : choice.IsContext(1) ? ReadKeyAgreement(choice, limits)
                : choice.IsContext(4) ? ReadOther(choice, limit)
                : [];
        }
        catch (CmsFormatException)
        {
            return [];
        }
    }

    public bool IsFor(ParsedCertificate certificate) => Identifier.Matches(certificate);

    /// <summary>Whether a key of this kind and size can have been meant, so that no attempt is wasted on the others.</summary>
    public bool Fits(PublicKeyInfo key) => Kind switch
    {
        RecipientKind.KeyTransport => key.Family is KeyFamily.Rsa && EncryptedKey.Length <= Octets(key.Bits) && EncryptedKey.Length > Octets(key.Bits) - MaximumLeadingZeros,
        RecipientKind.KeyAgreement when key.Family is KeyFamily.X25519 => Originator?.PublicKey.Length == X25519KeySize,
        RecipientKind.KeyAgreement => key.Family is KeyFamily.EllipticCurve && (Originator?.PublicKey.Length == Octets(key.Bits) + 1 || Originator?.PublicKey.Length == (2 * Octets(key.Bits)) + 1),
        _ => key.Family is KeyFamily.MlKem,
    };

    private static int Octets(int bits) => (bits + 7) / 8;

    private static RecipientEntry ReadKeyTransport(BerElement element, int limit)
    {
        var cursor = new ElementCursor(element);
        cursor.Take();
        EntityIdentifier identifier = EntityIdentifier.Read(cursor.Take(), limit);
        AlgorithmIdentifier algorithm = AlgorithmReader.Read(cursor.Take());
        return new RecipientEntry(RecipientKind.KeyTransport, identifier, algorithm, cursor.TakeOctetString().Octets().ToMemory(limit));
    }

    private static List<RecipientEntry> ReadKeyAgreement(BerElement element, SmimeLimits limits)
    {
        int limit = limits.MaximumStructureSize;
        var cursor = new ElementCursor(element);
        cursor.Take();
        BerElement originatorTag = cursor.TakeContext(0) ?? throw new CmsFormatException("A key agreement names no originator.");
        OriginatorKey? originator = OriginatorKey.Read(originatorTag.Only(), limit);
        ReadOnlyMemory<byte> ukm = cursor.TakeContext(1)?.Only().Octets().ToMemory(limit) ?? default;
        AlgorithmIdentifier algorithm = AlgorithmReader.Read(cursor.Take());
        var recipients = new List<RecipientEntry>();
        foreach (BerElement entry in cursor.TakeSequence().Children())
        {
            LimitExceededException.ThrowIfAbove(recipients.Count + 1, limits.MaximumRecipients);
            var fields = new ElementCursor(entry);
            EntityIdentifier identifier = ReadAgreementIdentifier(fields.Take(), limit);
            ReadOnlyMemory<byte> key = fields.Take().Octets().ToMemory(limit);
            recipients.Add(new RecipientEntry(RecipientKind.KeyAgreement, identifier, algorithm, key) { Originator = originator, UserKeyingMaterial = ukm });
        }

        return recipients;
    }

    // KeyAgreeRecipientIdentifier: issuer and serial, or [0] RecipientKeyIdentifier whose first element is the key identifier.
    private static EntityIdentifier ReadAgreementIdentifier(BerElement element, int limit) => element.IsContext(0)
        ? EntityIdentifier.FromKeyIdentifier(new ElementCursor(element).Take().Octets().ToMemory(limit))
        : EntityIdentifier.Read(element, limit);

    private static IReadOnlyList<RecipientEntry> ReadOther(BerElement element, int limit)
    {
        var cursor = new ElementCursor(element);
        if (CmsOid.Read(cursor.Take()) != KemRecipient)
        {
            return [];
        }

        // KEMRecipientInfo (RFC 9629 section 3).
        var kem = new ElementCursor(cursor.Take());
        kem.Take();
        EntityIdentifier identifier = EntityIdentifier.Read(kem.Take(), limit);
        AlgorithmIdentifier algorithm = AlgorithmReader.Read(kem.Take());
        ReadOnlyMemory<byte> ciphertext = kem.Take().Octets().ToMemory(limit);
        AlgorithmIdentifier kdf = AlgorithmReader.Read(kem.Take());
        int length = kem.Take().ToAsn1(16) is DerInteger value && value.TryGetIntValueExact(out int octets) ? octets : 0;
        ReadOnlyMemory<byte> ukm = kem.TakeContext(0)?.Only().Octets().ToMemory(limit) ?? default;
        AlgorithmIdentifier wrap = AlgorithmReader.Read(kem.Take());
        ReadOnlyMemory<byte> key = kem.Take().Octets().ToMemory(limit);
        return [new RecipientEntry(RecipientKind.Kem, identifier, algorithm, key) { UserKeyingMaterial = ukm, Kem = new KemFields(ciphertext, kdf, length, wrap) }];
    }
}

internal enum RecipientKind
{
    KeyTransport,
    KeyAgreement,
    Kem,
}

/// <summary>The further fields of a KEMRecipientInfo.</summary>
internal sealed record KemFields(ReadOnlyMemory<byte> Ciphertext, AlgorithmIdentifier Kdf, int KekLength, AlgorithmIdentifier Wrap);

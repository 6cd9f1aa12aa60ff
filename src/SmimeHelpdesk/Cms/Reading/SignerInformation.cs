using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>A SignerInfo, read and not judged (RFC 5652 section 5.3).</summary>
internal sealed class SignerInformation
{
    private SignerInformation(
        EntityIdentifier identifier,
        AlgorithmIdentifier digest,
        SignerAttributes? signed,
        AlgorithmIdentifier algorithm,
        ReadOnlyMemory<byte> signature,
        SignerAttributes? unsigned)
    {
        Identifier = identifier;
        DigestAlgorithm = digest;
        SignedAttributes = signed;
        SignatureAlgorithm = algorithm;
        Signature = signature;
        UnsignedAttributes = unsigned;
    }

    public EntityIdentifier Identifier { get; }

    public AlgorithmIdentifier DigestAlgorithm { get; }

    /// <summary>Null when the signature is over the content itself.</summary>
    public SignerAttributes? SignedAttributes { get; }

    public AlgorithmIdentifier SignatureAlgorithm { get; }

    public string SignatureAlgorithmOid => SignatureAlgorithm.Algorithm.Id;

    public ReadOnlyMemory<byte> Signature { get; }

    public SignerAttributes? UnsignedAttributes { get; }

    public static SignerInformation Read(BerElement element, SmimeLimits limits)
    {
        int limit = limits.MaximumStructureSize;
        var cursor = ElementCursor.OfSequence(element);
        cursor.TakeInteger();
        EntityIdentifier identifier = EntityIdentifier.Read(cursor.Take(), limit);
        AlgorithmIdentifier digest = AlgorithmReader.Read(cursor.Take());
        SignerAttributes? signed = cursor.TakeContext(0) is { } set ? SignerAttributes.Read(set, limits) : null;
        AlgorithmIdentifier algorithm = AlgorithmReader.Read(cursor.Take());
        ReadOnlyMemory<byte> signature = cursor.TakeOctetString().Octets().ToMemory(limit);
        SignerAttributes? unsigned = cursor.TakeContext(1) is { } more ? SignerAttributes.Read(more, limits) : null;
        cursor.End();
        return new SignerInformation(identifier, digest, signed, algorithm, signature, unsigned);
    }
}

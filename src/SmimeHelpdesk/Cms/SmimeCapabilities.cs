using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms;

/// <summary>The SMIMECapabilities attribute (RFC 8551 section 2.5.2): what a correspondent's program reads.</summary>
internal sealed class SmimeCapabilities
{
    public const string Aes256Gcm = "2.16.840.1.101.3.4.1.46";
    public const string Aes128Gcm = "2.16.840.1.101.3.4.1.6";
    public const string Aes256Cbc = "2.16.840.1.101.3.4.1.42";
    public const string Aes192Cbc = "2.16.840.1.101.3.4.1.22";
    public const string Aes128Cbc = "2.16.840.1.101.3.4.1.2";
    public const string RsaOaep = "1.2.840.113549.1.1.7";

    // RFC 9709 section 5: keeps an authenticated message from being passed off as an unauthenticated one.
    private const string CekHkdfSha256 = "1.2.840.113549.1.9.16.3.31";
    private const int MaximumSize = 8192;
    private const int MaximumEntries = 64;
    private static readonly byte[] OwnWithOaep = WriteOwn(hasOaep: true);
    private static readonly byte[] OwnWithoutOaep = WriteOwn(hasOaep: false);
    private readonly HashSet<string> _names = [];

    private SmimeCapabilities()
    {
    }

    /// <summary>Nothing is known.</summary>
    public static SmimeCapabilities None { get; } = new();

    /// <summary>Whether RSAES-OAEP with SHA-256 for both hashes is named, or RSAES-OAEP without saying which.</summary>
    public bool NamesOaepWithSha256 { get; private set; }

    /// <summary>Reads the attribute's value. What cannot be read or is not known is left out, as if nothing were known of it.</summary>
    public static SmimeCapabilities Parse(ReadOnlyMemory<byte> der)
    {
        var capabilities = new SmimeCapabilities();
        if (der.IsEmpty || der.Length > MaximumSize)
        {
            return capabilities;
        }

        try
        {
            foreach (Asn1Encodable entry in Asn1Sequence.GetInstance(Asn1Object.FromByteArray(der.ToArray())).Take(MaximumEntries))
            {
                capabilities.Add(Asn1Sequence.GetInstance(entry));
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A customer's program wrote this; the reply must not fail over it (RFC 8551 section 2.5.2: handled gracefully).
            return None;
        }

        return capabilities;
    }

    /// <summary>Whether an algorithm is named.</summary>
    public bool Names(string oid) => _names.Contains(oid);

    /// <summary>What this library reads, the strongest first, to be sent along with a signature.</summary>
    /// <param name="encryptionCertificate">The certificate that replies will be encrypted to; null when there is none.</param>
    public static ReadOnlyMemory<byte> Own(ParsedCertificate? encryptionCertificate) =>
        encryptionCertificate?.PublicKey.Family is KeyFamily.Rsa ? OwnWithOaep : OwnWithoutOaep;

    private static byte[] WriteOwn(bool hasOaep)
    {
        var entries = new Asn1EncodableVector();
        foreach (string oid in new[] { Aes256Gcm, Aes128Gcm, Aes256Cbc, Aes192Cbc, Aes128Cbc, CekHkdfSha256 })
        {
            entries.Add(new DerSequence(new DerObjectIdentifier(oid)));
        }

        if (hasOaep)
        {
            entries.Add(new DerSequence(new DerObjectIdentifier(RsaOaep), OaepSha256));
        }

        return new DerSequence(entries).GetEncoded(Asn1Encodable.Der);
    }

    /// <summary>RSAES-OAEP-params with SHA-256 for the hash and the mask, no label (RFC 3560 section 5).</summary>
    public static RsaesOaepParameters OaepSha256
    {
        get
        {
            var hash = new AlgorithmIdentifier(new DerObjectIdentifier("2.16.840.1.101.3.4.2.1"), DerNull.Instance);
            return new RsaesOaepParameters(hash, new AlgorithmIdentifier(PkcsObjectIdentifiers.IdMgf1, hash), RsaesOaepParameters.DefaultPSourceAlgorithm);
        }
    }

    // Absent parameters say nothing about the hash; the default ones say SHA-1.
    private static bool AllowsSha256(Asn1Encodable? oaepParameters)
    {
        if (oaepParameters is null or DerNull)
        {
            return true;
        }

        RsaesOaepParameters parameters = RsaesOaepParameters.GetInstance(oaepParameters);
        return IsSha256(parameters.HashAlgorithm) && IsSha256(AlgorithmIdentifier.GetInstance(parameters.MaskGenAlgorithm.Parameters));
    }

    private static bool IsSha256(AlgorithmIdentifier algorithm) => algorithm.Algorithm.Id == "2.16.840.1.101.3.4.2.1";

    private void Add(Asn1Sequence entry)
    {
        string oid = DerObjectIdentifier.GetInstance(entry[0]).Id;
        _names.Add(oid);
        NamesOaepWithSha256 |= oid == RsaOaep && AllowsSha256(entry.Count > 1 ? entry[1] : null);
    }
}

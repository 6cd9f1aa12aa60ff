using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>
/// A certificate, parsed once, with every field that a decision needs and none that costs arithmetic. Immutable and thread-safe; what
/// it remembers (opened keys, names for display, who is known to have signed it) saves work and changes no answer.
/// Extensions that cannot be read make the certificate unreadable: guessing would be trusting.
/// </summary>
internal sealed class ParsedCertificate
{
    private readonly X509CertificateStructure _structure;
    private readonly HashSet<string> _comparableAddresses;
    private RsaNumbers? _rsaNumbers;
    private KnownSigner? _signer;
    private SmimeLimits? _encryptableWithin;
    private string? _subject;
    private string? _issuer;

    private ParsedCertificate(ReadOnlyMemory<byte> der, X509CertificateStructure structure)
    {
        _structure = structure;
        Der = der;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(der.Span));
        TbsDer = RawTbs(der);
        SubjectDer = structure.Subject.GetEncoded(Asn1Encodable.Der);
        IssuerDer = structure.Issuer.GetEncoded(Asn1Encodable.Der);
        SubjectName = DirectoryName.Read(structure.Subject);
        IssuerName = DirectoryName.Read(structure.Issuer);
        SerialNumber = structure.SerialNumber.Value.ToByteArray();
        NotBefore = ToInstant(structure.StartDate);
        NotAfter = ToInstant(structure.EndDate);
        byte[] key = structure.SubjectPublicKeyInfo.GetEncoded(Asn1Encodable.Der);
        SubjectPublicKeyInfo = key;
        PublicKeyOctets = structure.SubjectPublicKeyInfo.PublicKey.GetOctets();
        KeySha256 = Convert.ToHexStringLower(SHA256.HashData(key));
        SignatureAlgorithm = structure.SignatureAlgorithm.GetEncoded(Asn1Encodable.Der);
        SignatureAlgorithmOid = structure.SignatureAlgorithm.Algorithm.Id;
        Signature = structure.Signature.GetOctets();
        PublicKey = PublicKeyDescriber.Describe(structure.SubjectPublicKeyInfo);
        Extensions = CertificateExtensions.Parse(structure);
        Addresses = CertificateAddresses.Read(structure.Subject, Extensions.AlternativeNames);
        _comparableAddresses = [.. Addresses.Select(EmailAddress.Normalize).OfType<string>()];
    }

    /// <summary>The certificate as it was encoded.</summary>
    public ReadOnlyMemory<byte> Der { get; }

    /// <summary>SHA-256 over <see cref="Der"/>, lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>The signed part as it was encoded.</summary>
    public ReadOnlyMemory<byte> TbsDer { get; }

    public ReadOnlyMemory<byte> SubjectDer { get; }

    public ReadOnlyMemory<byte> IssuerDer { get; }

    /// <summary>The serial number, two's complement, big endian.</summary>
    public ReadOnlyMemory<byte> SerialNumber { get; }

    /// <summary>The subject, as names are compared.</summary>
    public DirectoryName SubjectName { get; }

    /// <summary>The issuer, as names are compared.</summary>
    public DirectoryName IssuerName { get; }

    public DateTimeOffset NotBefore { get; }

    public DateTimeOffset NotAfter { get; }

    public ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; }

    /// <summary>The key itself, without its algorithm. No kind of key has single bits at its end, so a certificate with such a one is none.</summary>
    public ReadOnlyMemory<byte> PublicKeyOctets { get; }

    /// <summary>SHA-256 over <see cref="SubjectPublicKeyInfo"/>: one value per key, whatever certificates hold it.</summary>
    public string KeySha256 { get; }

    public ReadOnlyMemory<byte> SignatureAlgorithm { get; }

    public string SignatureAlgorithmOid { get; }

    public ReadOnlyMemory<byte> Signature { get; }

    public PublicKeyInfo PublicKey { get; }

    public CertificateExtensions Extensions { get; }

    /// <summary>All mail addresses, as written in the certificate (RFC 8550 section 3).</summary>
    public IReadOnlyList<string> Addresses { get; }

    /// <summary>
    /// The addresses that can be offered as such. One with a line break or an invisible character in it belongs to nobody, and looks like,
    /// or makes of a list, what it is not.
    /// </summary>
    public IReadOnlyList<string> PlainAddresses => [.. Addresses.Where(DisplayText.IsClean)];

    /// <summary>The subject for display, in the order of the certificate.</summary>
    public string Subject => _subject ??= DistinguishedNameText.Render(_structure.Subject);

    /// <summary>The issuer for display, in the order of the certificate.</summary>
    public string Issuer => _issuer ??= DistinguishedNameText.Render(_structure.Issuer);

    public bool IsSelfIssued => string.Equals(SubjectName.Key, IssuerName.Key, StringComparison.Ordinal);

    /// <summary>Every name that constraints apply to: the subject, the alternative names, and the subject's mail addresses where they count.</summary>
    public IEnumerable<ConstrainedName> ConstrainedNames =>
    [
        .. SubjectName.IsEmpty ? Array.Empty<ConstrainedName>() : [new ConstrainedName(NameKind.Directory, Directory: SubjectName)],
        .. Extensions.AlternativeNames,
        .. CertificateAddresses.Constrained(_structure.Subject, Extensions.AlternativeNames),
    ];

    internal X509CertificateStructure Structure => _structure;

    /// <summary>The numbers of an RSA key; throws as the ASN.1 layer does for another one.</summary>
    internal RsaNumbers RsaNumbers => _rsaNumbers ??= RsaNumbers.Read(_structure.SubjectPublicKeyInfo);

    internal KeySlot<RSA> OpenRsa { get; } = new();

    internal KeySlot<ECDsa> OpenEcdsa { get; } = new();

    internal KeySlot<ECDiffieHellman> OpenEcdh { get; } = new();

    public bool IsValidAt(DateTimeOffset at) => at >= NotBefore && at <= NotAfter;

    /// <summary>Whether the signature on this certificate has been checked before, with this very key and within these limits, and was good.</summary>
    public bool IsKnownToBeSignedBy(ParsedCertificate issuer, SmimeLimits limits) =>
        _signer is { } signer && signer.KeySha256 == issuer.KeySha256 && signer.Limits == limits;

    /// <summary>Remembers a good check. A bad one is never remembered.</summary>
    public void RememberSigner(ParsedCertificate issuer, SmimeLimits limits) => _signer = new KnownSigner(issuer.KeySha256, limits);

    /// <summary>Whether encrypting to this certificate's key has succeeded before, within these limits.</summary>
    public bool IsKnownToBeEncryptable(SmimeLimits limits) => _encryptableWithin == limits;

    public void RememberEncryptable(SmimeLimits limits) => _encryptableWithin = limits;

    /// <summary>Whether one of the certificate's addresses is this one.</summary>
    public bool HasAddress(string? address) => EmailAddress.Normalize(address) is { } comparable && _comparableAddresses.Contains(comparable);

    /// <summary>Parses one DER or BER certificate.</summary>
    /// <exception cref="CmsFormatException">The bytes are not a certificate.</exception>
    public static ParsedCertificate Parse(ReadOnlyMemory<byte> der)
    {
        try
        {
            // A copy, so that nobody who still holds the buffer can change what was judged.
            byte[] own = der.ToArray();
            CertificateSize.Check(BerElement.Read(Spooling.ByteSource.From(own)));
            return new ParsedCertificate(own, X509CertificateStructure.GetInstance(Asn1Object.FromByteArray(own)));
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or CmsFormatException))
        {
            // The ASN.1 layer reports broken input by many exception types; this is the boundary.
            throw new CmsFormatException("A certificate cannot be read.", exception);
        }
    }

    /// <summary>Parses one certificate; null when it is none.</summary>
    public static ParsedCertificate? TryParse(ReadOnlyMemory<byte> der)
    {
        try
        {
            return Parse(der);
        }
        catch (CmsFormatException)
        {
            return null;
        }
    }

    private static DateTimeOffset ToInstant(Time time) => new(DateTime.SpecifyKind(time.ToDateTime(), DateTimeKind.Utc));

    // The signature is over the bytes that were signed; encoding them again would lose a BER peculiarity.
    private static ReadOnlyMemory<byte> RawTbs(ReadOnlyMemory<byte> der)
    {
        BerElement outer = BerElement.Read(Spooling.ByteSource.From(der));
        BerElement tbs = outer.Children().First();
        return der.Slice((int)tbs.Start, (int)tbs.TotalLength);
    }

    private sealed record KnownSigner(string KeySha256, SmimeLimits Limits);
}

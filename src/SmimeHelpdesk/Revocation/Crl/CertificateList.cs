using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation.Crl;

/// <summary>A CRL, read but not verified. Immutable and thread-safe; that its signature was good once is remembered.</summary>
internal sealed class CertificateList : IDatedAnswer
{
    private static readonly HashSet<string> Processed =
    [
        X509Extensions.IssuingDistributionPoint.Id, X509Extensions.DeltaCrlIndicator.Id, X509Extensions.CrlNumber.Id,
        X509Extensions.AuthorityKeyIdentifier.Id, X509Extensions.FreshestCrl.Id, X509Extensions.IssuerAlternativeName.Id,
        X509Extensions.AuthorityInfoAccess.Id,
    ];

    private string? _verifiedByKey;

    private CertificateList(ReadOnlyMemory<byte> der)
    {
        Der = der;
        Form = CrlForm.Read(der);
        X509Name issuer = X509Name.GetInstance(Asn1Part.Parse(Form.Issuer));
        IssuerName = DirectoryName.Read(issuer);
        Algorithm = AlgorithmIdentifier.GetInstance(Asn1Part.Parse(Form.Algorithm));
        HasOneAlgorithm = Form.Algorithm.Span.SequenceEqual(Form.SignedAlgorithm.Span);
        X509Extensions? extensions = Form.ExtensionList.IsEmpty ? null : X509Extensions.GetInstance(Asn1Part.Parse(Form.ExtensionList));
        Scope = Read(extensions, X509Extensions.IssuingDistributionPoint, value => CrlScope.Read(IssuingDistributionPoint.GetInstance(value), issuer)) ?? CrlScope.Everything;
        Number = Read(extensions, X509Extensions.CrlNumber, value => DerInteger.GetInstance(value).PositiveValue);
        BaseNumber = Read(extensions, X509Extensions.DeltaCrlIndicator, value => DerInteger.GetInstance(value).PositiveValue);
        KeyIdentifier = Read(extensions, X509Extensions.AuthorityKeyIdentifier, value => AuthorityKeyIdentifier.GetInstance(value).KeyIdentifier?.GetOctets()) ?? [];
        Freshest = Read(extensions, X509Extensions.FreshestCrl, value => DistributionPoints.Read(CrlDistPoint.GetInstance(value), issuer)) ?? [];
        HasUnknownCritical = extensions?.GetCriticalExtensionOids().Any(oid => !Processed.Contains(oid.Id)) ?? false;
    }

    public ReadOnlyMemory<byte> Der { get; }

    public CrlForm Form { get; }

    public DirectoryName IssuerName { get; }

    public AlgorithmIdentifier Algorithm { get; }

    /// <summary>Whether the signed and the unsigned copy of the algorithm agree (RFC 5280 section 5.1.1.2).</summary>
    public bool HasOneAlgorithm { get; }

    public CrlScope Scope { get; }

    public Org.BouncyCastle.Math.BigInteger? Number { get; }

    /// <summary>The number of the CRL that this delta CRL builds on; null for a complete one.</summary>
    public Org.BouncyCastle.Math.BigInteger? BaseNumber { get; }

    public bool IsDelta => BaseNumber is not null;

    public ReadOnlyMemory<byte> KeyIdentifier { get; }

    /// <summary>Where delta CRLs are published.</summary>
    public IReadOnlyList<DistributionPointFacts> Freshest { get; }

    public bool HasUnknownCritical { get; }

    public DateTimeOffset ThisUpdate => Form.ThisUpdate;

    public DateTimeOffset? NextUpdate => Form.NextUpdate;

    /// <exception cref="CmsFormatException">The bytes are no CRL.</exception>
    public static CertificateList Read(ReadOnlyMemory<byte> der)
    {
        try
        {
            return new CertificateList(der);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or CmsFormatException))
        {
            throw new CmsFormatException("A CRL cannot be read.", exception);
        }
    }

    public bool IsKnownToBeSignedBy(ParsedCertificate certificate) => _verifiedByKey == certificate.KeySha256;

    public void RememberSigner(ParsedCertificate certificate) => _verifiedByKey = certificate.KeySha256;

    private static T? Read<T>(X509Extensions? extensions, DerObjectIdentifier oid, Func<Asn1Object, T?> read)
        where T : class =>
        extensions?.GetExtension(oid) is { } extension ? read(extension.GetParsedValue()) : null;
}

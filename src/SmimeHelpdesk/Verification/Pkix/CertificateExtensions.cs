using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>The extensions that decisions need (RFC 5280 section 4.2).</summary>
internal sealed class CertificateExtensions
{
    // Processed by the path validation or the purpose check; everything else that is critical stops the path.
    private static readonly HashSet<string> Processed =
    [
        X509Extensions.KeyUsage.Id, X509Extensions.BasicConstraints.Id, X509Extensions.SubjectAlternativeName.Id,
        X509Extensions.IssuerAlternativeName.Id, X509Extensions.NameConstraints.Id, X509Extensions.ExtendedKeyUsage.Id,
        X509Extensions.CertificatePolicies.Id, X509Extensions.PolicyMappings.Id, X509Extensions.PolicyConstraints.Id,
        X509Extensions.InhibitAnyPolicy.Id, X509Extensions.SubjectKeyIdentifier.Id, X509Extensions.AuthorityKeyIdentifier.Id,
        X509Extensions.CrlDistributionPoints.Id, X509Extensions.FreshestCrl.Id, X509Extensions.AuthorityInfoAccess.Id,
    ];

    private CertificateExtensions()
    {
    }

    /// <summary>The keyUsage bits; null when absent, which allows every use.</summary>
    public KeyUsageBits? KeyUsage { get; private init; }

    /// <summary>The extended key usage OIDs; null when absent.</summary>
    public IReadOnlyList<string>? ExtendedKeyUsage { get; private init; }

    public bool IsCertificateAuthority { get; private init; }

    /// <summary>Whether basicConstraints is there at all; an old root may have none.</summary>
    public bool HasBasicConstraints { get; private init; }

    public int? PathLengthConstraint { get; private init; }

    public ReadOnlyMemory<byte> SubjectKeyIdentifier { get; private init; }

    public ReadOnlyMemory<byte> AuthorityKeyIdentifier { get; private init; }

    /// <summary>The subjectAltName; empty when absent.</summary>
    public IReadOnlyList<ConstrainedName> AlternativeNames { get; private init; } = [];

    /// <summary>The nameConstraints; null when absent.</summary>
    public NameConstraintSet? NameConstraints { get; private init; }

    public PolicyExtensions Policy { get; private init; } = new();

    /// <summary>OIDs of critical extensions that the library does not process.</summary>
    public IReadOnlyList<string> UnknownCritical { get; private init; } = [];

    public static CertificateExtensions Parse(X509CertificateStructure certificate)
    {
        X509Extensions? extensions = certificate.TbsCertificate.Extensions;
        if (extensions is null)
        {
            return new CertificateExtensions();
        }

        BasicConstraints? constraints = Read(extensions, X509Extensions.BasicConstraints, BasicConstraints.GetInstance);
        return new CertificateExtensions
        {
            KeyUsage = Read(extensions, X509Extensions.KeyUsage, value => (KeyUsageBits?)ReadUsage(DerBitString.GetInstance(value))),
            ExtendedKeyUsage = Read(extensions, X509Extensions.ExtendedKeyUsage, ReadPurposes),
            IsCertificateAuthority = constraints?.IsCA() ?? false,
            HasBasicConstraints = constraints is not null,
            PathLengthConstraint = constraints?.PathLenConstraintInteger is { } length ? SkipCerts.Read(length) : null,
            SubjectKeyIdentifier = Read(extensions, X509Extensions.SubjectKeyIdentifier, value => Asn1OctetString.GetInstance(value).GetOctets()),
            AuthorityKeyIdentifier = Read(extensions, X509Extensions.AuthorityKeyIdentifier, value => Org.BouncyCastle.Asn1.X509.AuthorityKeyIdentifier.GetInstance(value).KeyIdentifier?.GetOctets()),
            AlternativeNames = Read(extensions, X509Extensions.SubjectAlternativeName, ReadNames) ?? [],
            NameConstraints = Read(extensions, X509Extensions.NameConstraints, NameConstraintSet.Parse),
            Policy = PolicyExtensions.Parse(extensions),
            UnknownCritical = [.. extensions.GetCriticalExtensionOids().Select(oid => oid.Id).Where(oid => !Processed.Contains(oid))],
        };
    }

    private static T? Read<T>(X509Extensions extensions, DerObjectIdentifier oid, Func<Asn1Object, T> read) =>
        extensions.GetExtension(oid) is { } extension ? read(extension.GetParsedValue()) : default;

    private static KeyUsageBits ReadUsage(DerBitString bits)
    {
        // Bit 0 is the most significant bit of the first octet (RFC 5280 section 4.2.1.3).
        byte[] octets = bits.GetBytes();
        KeyUsageBits usage = KeyUsageBits.None;
        for (int i = 0; i < 9 && i / 8 < octets.Length; i++)
        {
            if ((octets[i / 8] & (0x80 >> (i % 8))) != 0)
            {
                usage |= (KeyUsageBits)(1 << i);
            }
        }

        return usage;
    }

    private static IReadOnlyList<string> ReadPurposes(Asn1Object value) =>
        [.. Asn1Sequence.GetInstance(value).Select(purpose => DerObjectIdentifier.GetInstance(purpose).Id)];

    private static IReadOnlyList<ConstrainedName> ReadNames(Asn1Object value) =>
        [.. GeneralNames.GetInstance(value).GetNames().Select(GeneralNameReader.Read)];
}

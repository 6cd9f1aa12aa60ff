using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>The extensions that decisions need.</summary>
internal sealed class CertificateExtensions
{
    /// <summary>The keyUsage bits (RFC 5280 section 4.2.1.3, bit 0 = digitalSignature); null when absent.</summary>
    public KeyUsageBits? KeyUsage { get; private init; }

    /// <summary>The extended key usage OIDs; null when absent.</summary>
    public IReadOnlyList<string>? ExtendedKeyUsage { get; private init; }

    public bool IsCertificateAuthority { get; private init; }

    /// <summary>Whether basicConstraints is there at all (a v1 or old root may have none).</summary>
    public bool HasBasicConstraints { get; private init; }

    public int? PathLengthConstraint { get; private init; }

    public ReadOnlyMemory<byte> SubjectKeyIdentifier { get; private init; }

    public ReadOnlyMemory<byte> AuthorityKeyIdentifier { get; private init; }

    /// <summary>The parsed subjectAltName; null when absent.</summary>
    public GeneralNames? SubjectAlternativeNames { get; private init; }

    /// <summary>OIDs of critical extensions that the library does not process.</summary>
    public IReadOnlyList<string> UnknownCritical { get; private init; } = [];

    public static CertificateExtensions Parse(X509CertificateStructure certificate) => throw new NotImplementedException();
}

[Flags]
internal enum KeyUsageBits
{
    None = 0,
    DigitalSignature = 1 << 0,
    NonRepudiation = 1 << 1,
    KeyEncipherment = 1 << 2,
    DataEncipherment = 1 << 3,
    KeyAgreement = 1 << 4,
    KeyCertSign = 1 << 5,
    CrlSign = 1 << 6,
    EncipherOnly = 1 << 7,
    DecipherOnly = 1 << 8,
}

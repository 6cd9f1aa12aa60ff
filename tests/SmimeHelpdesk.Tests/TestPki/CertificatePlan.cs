using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace SmimeHelpdesk.Tests.TestPki;

/// <summary>What a certificate of the path tests shall say, in every detail that the ordinary test PKI does not let one choose.</summary>
internal sealed record CertificatePlan(string Name)
{
    /// <summary>The issuer; null for self-signed.</summary>
    public PlannedCertificate? Issuer { get; init; }

    /// <summary>The issuer's name when it is not the issuer's subject.</summary>
    public string? IssuerName { get; init; }

    public X509Name? SubjectName { get; init; }

    public X509Name? IssuerX509Name { get; init; }

    public PlannedKey? Key { get; init; }

    /// <summary>basicConstraints cA; null for no such extension.</summary>
    public bool? IsAuthority { get; init; } = true;

    public int? PathLength { get; init; }

    /// <summary>keyUsage bits as BouncyCastle names them; null for no such extension.</summary>
    public int? Usage { get; init; } = KeyUsage.KeyCertSign | KeyUsage.CrlSign;

    /// <summary>Extended key usage OIDs; empty for no such extension.</summary>
    public IReadOnlyList<string> Purposes { get; init; } = [];

    public IReadOnlyList<GeneralName> AlternativeNames { get; init; } = [];

    public DateTimeOffset NotBefore { get; init; } = TestAuthority.Now.AddYears(-1);

    public DateTimeOffset NotAfter { get; init; } = TestAuthority.Now.AddYears(5);

    public long SerialNumber { get; init; } = 1;

    /// <summary>BouncyCastle's name of the signature algorithm; null for the usual one of the issuer's key.</summary>
    public string? SignatureName { get; init; }

    /// <summary>subjectKeyIdentifier; null for the usual one, empty for none.</summary>
    public byte[]? SubjectKeyIdentifier { get; init; }

    /// <summary>authorityKeyIdentifier; null for the usual one, empty for none.</summary>
    public byte[]? AuthorityKeyIdentifier { get; init; }

    public IReadOnlyList<(string Oid, bool Critical, Asn1Encodable Value)> Extensions { get; init; } = [];

    /// <summary>An X.509 version 1 certificate, without any extension.</summary>
    public bool IsVersion1 { get; init; }

    public PlannedCertificate Make() => PlannedCertificate.Make(this);

    /// <summary>An end-entity certificate for one mail address.</summary>
    public static CertificatePlan Leaf(PlannedCertificate? issuer, string address = "alice@customer.example") => new("CN=Alice")
    {
        Issuer = issuer,
        IsAuthority = false,
        Usage = KeyUsage.DigitalSignature | KeyUsage.KeyAgreement,
        Purposes = ["1.3.6.1.5.5.7.3.4"],
        AlternativeNames = [new GeneralName(GeneralName.Rfc822Name, address)],
    };
}

using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Ocsp;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation.Ocsp;

/// <summary>How OCSP names a certificate: its serial number, and digests of its issuer's name and key (RFC 6960 section 4.1.1).</summary>
internal static class CertificateId
{
    private const string Sha1 = "1.3.14.3.2.26";

    public static CertID Make(ParsedCertificate certificate, ParsedCertificate issuer) => new(
        new AlgorithmIdentifier(new DerObjectIdentifier(Sha1), DerNull.Instance),
        new DerOctetString(Digest(Sha1, issuer.SubjectDer.Span)!),
        new DerOctetString(Digest(Sha1, issuer.PublicKeyOctets.Span)!),
        certificate.Structure.SerialNumber);

    /// <summary>Whether an answer's name is the certificate's, whichever known digest it uses.</summary>
    public static bool Matches(CertID id, ParsedCertificate certificate, ParsedCertificate issuer)
    {
        string oid = id.HashAlgorithm.Algorithm.Id;
        return id.SerialNumber.Equals(certificate.Structure.SerialNumber)
            && Digest(oid, issuer.SubjectDer.Span) is { } name && id.IssuerNameHash.GetOctets().AsSpan().SequenceEqual(name)
            && Digest(oid, issuer.PublicKeyOctets.Span) is { } key && id.IssuerKeyHash.GetOctets().AsSpan().SequenceEqual(key);
    }

    /// <summary>The key's digest as a ResponderID names it (RFC 6960 section 4.2.1).</summary>
    public static byte[] KeyHash(ParsedCertificate certificate) => Digest(Sha1, certificate.PublicKeyOctets.Span)!;

    private static byte[]? Digest(string oid, ReadOnlySpan<byte> data) => oid switch
    {
        Sha1 => CryptographicOperations.HashData(HashAlgorithmName.SHA1, data),
        "2.16.840.1.101.3.4.2.1" => SHA256.HashData(data),
        "2.16.840.1.101.3.4.2.2" => SHA384.HashData(data),
        "2.16.840.1.101.3.4.2.3" => SHA512.HashData(data),
        _ => null,
    };
}

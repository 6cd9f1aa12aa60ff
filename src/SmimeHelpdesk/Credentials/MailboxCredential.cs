using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk;

/// <summary>A certificate with its private key, as imported. Holds the key in memory until disposed; never shows it.</summary>
public sealed class MailboxCredential : IDisposable
{
    private readonly byte[] _pkcs8;

    /// <summary>Takes ownership of the key's bytes; they are zeroed on dispose.</summary>
    internal MailboxCredential(ParsedCertificate certificate, IReadOnlyList<ParsedCertificate> chain, byte[] pkcs8)
    {
        Parsed = certificate;
        ParsedChain = chain;
        _pkcs8 = pkcs8;
    }

    /// <summary>SHA-256 over the certificate's DER, lower-case hexadecimal.</summary>
    public string Sha256 => Parsed.Sha256;

    /// <summary>The mail addresses of the certificate; one that holds a control or bidirectional character is none, and is left out.</summary>
    public IReadOnlyList<string> Addresses => Parsed.PlainAddresses;

    /// <summary>The key, such as <c>RSA-3072</c> or <c>EC-P-256</c>.</summary>
    public string Key => Parsed.PublicKey.Name;

    /// <summary>The strength of the key.</summary>
    public KeyStrength Strength => Parsed.PublicKey.Strength;

    /// <summary>Whether the certificate may sign mail, its validity aside.</summary>
    public bool CanSign => CertificatePurpose.MaySign(Parsed) && CertificatePurpose.IsForMail(Parsed);

    /// <summary>Whether the certificate may be encrypted to, its validity aside. A key decrypts whatever was encrypted to it.</summary>
    public bool CanDecrypt => CertificatePurpose.MayBeEncryptedTo(Parsed);

    /// <summary>Start of validity.</summary>
    public DateTimeOffset NotBefore => Parsed.NotBefore;

    /// <summary>End of validity.</summary>
    public DateTimeOffset NotAfter => Parsed.NotAfter;

    /// <summary>The subject, for display.</summary>
    public string Subject => Parsed.Subject;

    /// <summary>The issuer, for display.</summary>
    public string Issuer => Parsed.Issuer;

    internal ParsedCertificate Parsed { get; }

    internal IReadOnlyList<ParsedCertificate> ParsedChain { get; }

    /// <summary>A disposed credential holds zeros.</summary>
    internal bool IsDisposed => _pkcs8 is not [0x30, ..];

    /// <summary>The private key, PKCS #8 DER.</summary>
    internal ReadOnlyMemory<byte> Pkcs8 => _pkcs8;

    /// <summary>The certificate without its private key.</summary>
    /// <returns>A new object; the caller disposes it.</returns>
    public X509Certificate2 ExportCertificate() => X509CertificateLoader.LoadCertificate(Parsed.Der.Span);

    /// <summary>The issuers' certificates, nearest first, a root included when the file held it.</summary>
    /// <returns>New objects; the caller disposes them.</returns>
    public IReadOnlyList<X509Certificate2> ExportChain() =>
        [.. ParsedChain.Select(certificate => X509CertificateLoader.LoadCertificate(certificate.Der.Span))];

    /// <summary>Zeroes the private key.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_pkcs8);

    /// <summary>Key kind and thumbprint; never the key.</summary>
    /// <returns>A text for display.</returns>
    public override string ToString() => Key + " " + Sha256;
}

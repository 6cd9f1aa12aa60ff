using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation.Issuers;

/// <summary>What a caIssuers URL leads to: one certificate, or a certs-only CMS (RFC 5280 section 4.2.2.1). Immutable and thread-safe.</summary>
internal sealed class IssuerFile : IDatedAnswer
{
    private const int MaximumCertificates = 16;

    private IssuerFile(ReadOnlyMemory<byte> der, IReadOnlyList<ParsedCertificate> certificates) => (Der, Certificates) = (der, certificates);

    public ReadOnlyMemory<byte> Der { get; }

    public IReadOnlyList<ParsedCertificate> Certificates { get; }

    public DateTimeOffset ThisUpdate => DateTimeOffset.MinValue;

    /// <summary>The certificates say themselves how long they hold.</summary>
    public DateTimeOffset? NextUpdate => null;

    /// <exception cref="CmsFormatException">There is no certificate.</exception>
    public static IssuerFile Read(ReadOnlyMemory<byte> der)
    {
        if (ParsedCertificate.TryParse(der) is { } certificate)
        {
            return new IssuerFile(der, [certificate]);
        }

        try
        {
            var limits = new SmimeLimits { MaximumCertificates = MaximumCertificates };
            CmsContent content = CmsContent.Read(new MemoryByteSource(der), limits);
            return content.Kind is CmsKind.SignedData && SignedContent.Read(content.Content, limits).Certificates is { Count: > 0 } certificates
                ? new IssuerFile(der, certificates)
                : throw new CmsFormatException("There is no issuer in the file.");
        }
        catch (LimitExceededException exception)
        {
            throw new CmsFormatException("The file of an issuer holds too much.", exception);
        }
    }

    /// <summary>The certificate whose key signed another one; null when there is none that is valid.</summary>
    public ParsedCertificate? Find(ParsedCertificate subject, DateTimeOffset at, SmimePolicy policy) => Certificates.FirstOrDefault(issuer =>
        issuer.SubjectName.Key == subject.IssuerName.Key && issuer.IsValidAt(at) && CertificateSignature.IsIssuedBy(subject, issuer, policy.Limits));
}

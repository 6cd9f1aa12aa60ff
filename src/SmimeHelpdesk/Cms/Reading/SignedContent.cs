using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>A SignedData, read and not judged (RFC 5652 section 5.1).</summary>
internal sealed class SignedContent
{
    private SignedContent(string contentType, ByteSource? content, IReadOnlyList<ParsedCertificate> certificates, IReadOnlyList<SignerInformation> signers, BerElement? revocationInfo)
    {
        ContentType = contentType;
        Content = content;
        Certificates = certificates;
        Signers = signers;
        RevocationInfo = revocationInfo;
    }

    /// <summary>The OID of the encapsulated content's type.</summary>
    public string ContentType { get; }

    /// <summary>The encapsulated content; null when the signature is detached.</summary>
    public ByteSource? Content { get; }

    /// <summary>The certificates that the message carries. None of them is trusted for being there.</summary>
    public IReadOnlyList<ParsedCertificate> Certificates { get; }

    public IReadOnlyList<SignerInformation> Signers { get; }

    /// <summary>The revocation answers that the message carries, not read; null when there are none.</summary>
    public BerElement? RevocationInfo { get; }

    /// <summary>Reads a SignedData.</summary>
    /// <param name="element">The structure.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="known">Certificates that were parsed before; null for none.</param>
    /// <exception cref="CmsFormatException">It cannot be read.</exception>
    /// <exception cref="LimitExceededException">It holds too much.</exception>
    public static SignedContent Read(BerElement element, SmimeLimits limits, CertificateMemo? known = null)
    {
        var cursor = ElementCursor.OfSequence(element);
        cursor.TakeInteger();
        cursor.TakeSet();
        (string contentType, ByteSource? content) = ReadEncapsulated(cursor.TakeSequence());
        IReadOnlyList<ParsedCertificate> certificates = cursor.TakeContext(0) is { } set ? ReadCertificates(set, limits, known ?? new CertificateMemo()) : [];
        BerElement? revocationInfo = cursor.TakeContext(1);
        IReadOnlyList<SignerInformation> signers = ReadSigners(cursor.TakeSet(), limits);
        cursor.End();
        return new SignedContent(contentType, content, certificates, signers, revocationInfo);
    }

    private static (string Type, ByteSource? Content) ReadEncapsulated(BerElement element)
    {
        var cursor = ElementCursor.OfSequence(element);
        string type = CmsOid.Read(cursor.Take());
        BerElement? explicitTag = cursor.TakeContext(0);
        cursor.End();
        if (explicitTag is null)
        {
            return (type, null);
        }

        // PKCS #7 allowed any type here; then the content octets alone are signed (RFC 5652 section 5.2.1).
        BerElement content = explicitTag.Only();
        return content.IsOctetString ? (type, content.Octets())
            : type != CmsOid.Data ? (type, content.ContentSource())
            : throw new CmsFormatException("The signed data is no octet string.");
    }

    private static List<ParsedCertificate> ReadCertificates(BerElement set, SmimeLimits limits, CertificateMemo known)
    {
        var certificates = new List<ParsedCertificate>();
        int seen = 0;
        foreach (BerElement choice in set.Children())
        {
            LimitExceededException.ThrowIfAbove(++seen, limits.MaximumCertificates);

            // Attribute certificates and other formats are tolerated and ignored (RFC 8550 section 2.2.1), and so is one that
            // cannot be read: a stray certificate must not hide a good signature.
            if (choice.IsSequence && known.TryParse(choice.Encoded(limits.MaximumStructureSize)) is { } certificate
                && certificates.TrueForAll(other => other.Sha256 != certificate.Sha256))
            {
                certificates.Add(certificate);
            }
        }

        return certificates;
    }

    private static List<SignerInformation> ReadSigners(BerElement set, SmimeLimits limits)
    {
        var signers = new List<SignerInformation>();
        foreach (BerElement signer in set.Children())
        {
            LimitExceededException.ThrowIfAbove(signers.Count + 1, limits.MaximumSigners);
            signers.Add(SignerInformation.Read(signer, limits));
        }

        return signers;
    }
}

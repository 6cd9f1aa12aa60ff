using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>How CMS names a certificate: by issuer and serial number, or by subject key identifier (RFC 5652 sections 5.3 and 6.2.1).</summary>
internal sealed class EntityIdentifier
{
    private EntityIdentifier(ReadOnlyMemory<byte> issuer, ReadOnlyMemory<byte> serial, ReadOnlyMemory<byte> keyIdentifier)
    {
        Issuer = issuer;
        Serial = serial;
        KeyIdentifier = keyIdentifier;
    }

    /// <summary>The issuer's name, DER; empty when named by key identifier.</summary>
    public ReadOnlyMemory<byte> Issuer { get; }

    public ReadOnlyMemory<byte> Serial { get; }

    public ReadOnlyMemory<byte> KeyIdentifier { get; }

    /// <summary>Reads IssuerAndSerialNumber, or the implicitly tagged key identifier.</summary>
    public static EntityIdentifier Read(BerElement element, int limit)
    {
        if (!element.IsSequence)
        {
            return FromKeyIdentifier(element.Octets().ToMemory(limit));
        }

        var cursor = new ElementCursor(element);
        return FromIssuerAndSerial(cursor.Take().ToAsn1(limit), cursor.Take().ToAsn1(limit));
    }

    public static EntityIdentifier FromIssuerAndSerial(Asn1Object issuer, Asn1Object serial)
    {
        try
        {
            // Encoded anew, so that a BER encoding of the same name still finds its certificate.
            byte[] name = X509Name.GetInstance(issuer).GetEncoded(Asn1Encodable.Der);
            return new EntityIdentifier(name, DerInteger.GetInstance(serial).Value.ToByteArray(), default);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new CmsFormatException("A certificate's issuer and serial number cannot be read.", exception);
        }
    }

    public static EntityIdentifier FromKeyIdentifier(ReadOnlyMemory<byte> identifier) => new(default, default, identifier);

    public bool Matches(ParsedCertificate certificate) => KeyIdentifier.IsEmpty
        ? certificate.SerialNumber.Span.SequenceEqual(Serial.Span) && SameName(certificate.IssuerDer.Span)
        : certificate.Extensions.SubjectKeyIdentifier.Span.SequenceEqual(KeyIdentifier.Span);

    private bool SameName(ReadOnlySpan<byte> issuer) => !Issuer.IsEmpty && issuer.SequenceEqual(Issuer.Span);
}

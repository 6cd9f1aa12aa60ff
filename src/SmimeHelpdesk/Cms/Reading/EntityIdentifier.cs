using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>How CMS names a certificate: by issuer and serial number, or by subject key identifier (RFC 5652 sections 5.3 and 6.2.1).</summary>
internal sealed class EntityIdentifier
{
    private const int MaximumShown = 64;

    private readonly Asn1Object? _issuer;
    private readonly ReadOnlyMemory<byte> _serial;
    private readonly ReadOnlyMemory<byte> _keyIdentifier;

    private EntityIdentifier(Asn1Object? issuer, ReadOnlyMemory<byte> serial, ReadOnlyMemory<byte> keyIdentifier)
    {
        _issuer = issuer;
        _serial = serial;
        _keyIdentifier = keyIdentifier;
    }

    /// <summary>Reads IssuerAndSerialNumber, or the implicitly tagged key identifier.</summary>
    public static EntityIdentifier Read(BerElement element, int limit)
    {
        if (element.IsContext(0))
        {
            return FromKeyIdentifier(element.Octets().ToMemory(limit));
        }

        var cursor = ElementCursor.OfSequence(element);
        EntityIdentifier identifier = FromIssuerAndSerial(cursor.Take().ToAsn1(limit), cursor.Take().ToAsn1(limit));
        cursor.End();
        return identifier;
    }

    public static EntityIdentifier FromIssuerAndSerial(Asn1Object issuer, Asn1Object serial) => serial is DerInteger number
        ? new EntityIdentifier(issuer, number.Value.ToByteArray(), default)
        : throw new CmsFormatException("A certificate's serial number cannot be read.");

    public static EntityIdentifier FromKeyIdentifier(ReadOnlyMemory<byte> identifier) => new(null, default, identifier);

    public bool Matches(ParsedCertificate certificate) => _issuer is null
        ? !_keyIdentifier.IsEmpty && KeyIdentifier(certificate).SequenceEqual(_keyIdentifier.Span)
        : certificate.SerialNumber.Span.SequenceEqual(_serial.Span) && IsIssuer(certificate);

    /// <summary>The identifier in words, for people.</summary>
    public MissingRecipient Describe() => _issuer is null
        ? new MissingRecipient(null, null, Shown(_keyIdentifier.Span))
        : new MissingRecipient(ShownIssuer(), Shown(_serial.Span), null);

    // Compared as RFC 5280 section 7.1 compares names: programs exist that write them anew with another string type.
    private bool IsIssuer(ParsedCertificate certificate)
    {
        try
        {
            return DirectoryName.Read(X509Name.GetInstance(_issuer)).Key == certificate.IssuerName.Key;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A name that cannot be read is nobody's.
            return false;
        }
    }

    // A sender may write a number or identifier of any length; it goes into the host's database.
    private static string Shown(ReadOnlySpan<byte> number) => Convert.ToHexString(number[..Math.Min(number.Length, MaximumShown)]);

    private string? ShownIssuer()
    {
        try
        {
            return DistinguishedNameText.Render(X509Name.GetInstance(_issuer));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return null;
        }
    }

    // Without the extension programs compute the identifier in the way that RFC 5280 section 4.2.1.2 suggests first.
    private static ReadOnlySpan<byte> KeyIdentifier(ParsedCertificate certificate) => certificate.Extensions.SubjectKeyIdentifier.IsEmpty
        ? SHA1.HashData(certificate.Structure.SubjectPublicKeyInfo.PublicKey.GetOctets())
        : certificate.Extensions.SubjectKeyIdentifier.Span;
}

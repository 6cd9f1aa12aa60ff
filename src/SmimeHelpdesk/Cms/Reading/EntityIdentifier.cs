using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>How CMS names a certificate: by issuer and serial number, or by subject key identifier (RFC 5652 sections 5.3 and 6.2.1).</summary>
internal sealed class EntityIdentifier
{
    private const int MaximumShown = 64;

    private readonly ReadOnlyMemory<byte> _issuer;
    private readonly ReadOnlyMemory<byte> _serial;
    private readonly ReadOnlyMemory<byte> _keyIdentifier;

    private EntityIdentifier(ReadOnlyMemory<byte> issuer, ReadOnlyMemory<byte> serial, ReadOnlyMemory<byte> keyIdentifier)
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
        BerElement issuer = cursor.TakeSequence();
        BerElement serial = cursor.TakeInteger();
        cursor.End();
        issuer.CheckStructure();
        return new EntityIdentifier(issuer.Encoded(limit), Shortest(serial.Content(limit)), default);
    }

    public static EntityIdentifier FromIssuerAndSerial(Asn1Object issuer, Asn1Object serial) => serial is DerInteger number
        ? new EntityIdentifier(issuer.GetEncoded(), number.Value.ToByteArray(), default)
        : throw new CmsFormatException("A certificate's serial number cannot be read.");

    public static EntityIdentifier FromKeyIdentifier(ReadOnlyMemory<byte> identifier) => new(default, default, identifier);

    public bool Matches(ParsedCertificate certificate) => _issuer.IsEmpty
        ? !_keyIdentifier.IsEmpty && KeyIdentifier(certificate).SequenceEqual(_keyIdentifier.Span)
        : certificate.SerialNumber.Span.SequenceEqual(_serial.Span) && IsIssuer(certificate);

    /// <summary>The identifier in words, for people.</summary>
    public MissingRecipient Describe() => _issuer.IsEmpty
        ? new MissingRecipient(null, null, Shown(_keyIdentifier.Span))
        : new MissingRecipient(ShownIssuer(), Shown(_serial.Span), null);

    // Nearly always to the letter; else as RFC 5280 section 7.1 compares names: programs exist that write them anew with another string type.
    private bool IsIssuer(ParsedCertificate certificate) =>
        certificate.IssuerDer.Span.SequenceEqual(_issuer.Span) || ReadIssuer(name => DirectoryName.Read(name).Key) == certificate.IssuerName.Key;

    // Null for a name that cannot be read: it is nobody's.
    private string? ReadIssuer(Func<X509Name, string> read)
    {
        try
        {
            return read(X509Name.GetInstance(Asn1Object.FromByteArray(_issuer.ToArray())));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return null;
        }
    }

    // Octets that say nothing; programs exist that write them.
    private static ReadOnlyMemory<byte> Shortest(ReadOnlyMemory<byte> number)
    {
        while (number.Span is [0, < 0x80, ..] or [0xFF, >= 0x80, ..])
        {
            number = number[1..];
        }

        return number.IsEmpty ? throw new CmsFormatException("A certificate's serial number cannot be read.") : number;
    }

    // A sender may write a number or identifier of any length; it goes into the host's database.
    private static string Shown(ReadOnlySpan<byte> number) => Convert.ToHexString(number[..Math.Min(number.Length, MaximumShown)]);

    private string? ShownIssuer() => ReadIssuer(DistinguishedNameText.Render);

    // Without the extension programs compute the identifier in the way that RFC 5280 section 4.2.1.2 suggests first.
    private static ReadOnlySpan<byte> KeyIdentifier(ParsedCertificate certificate) => certificate.Extensions.SubjectKeyIdentifier.IsEmpty
        ? SHA1.HashData(certificate.PublicKeyOctets.Span)
        : certificate.Extensions.SubjectKeyIdentifier.Span;
}

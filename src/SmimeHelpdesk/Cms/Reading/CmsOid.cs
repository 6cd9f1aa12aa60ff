using System.Formats.Asn1;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>The object identifiers of CMS structures and attributes.</summary>
internal static class CmsOid
{
    public const string Data = "1.2.840.113549.1.7.1";
    public const string SignedData = "1.2.840.113549.1.7.2";
    public const string EnvelopedData = "1.2.840.113549.1.7.3";
    public const string CompressedData = "1.2.840.113549.1.9.16.1.9";
    public const string AuthEnvelopedData = "1.2.840.113549.1.9.16.1.23";

    public const string ContentTypeAttribute = "1.2.840.113549.1.9.3";
    public const string MessageDigestAttribute = "1.2.840.113549.1.9.4";
    public const string SigningTimeAttribute = "1.2.840.113549.1.9.5";
    public const string CapabilitiesAttribute = "1.2.840.113549.1.9.15";
    public const string EncryptionKeyPreferenceAttribute = "1.2.840.113549.1.9.16.2.11";
    public const string SigningCertificateAttribute = "1.2.840.113549.1.9.16.2.12";
    public const string SigningCertificateV2Attribute = "1.2.840.113549.1.9.16.2.47";
    public const string AlgorithmProtectionAttribute = "1.2.840.113549.1.9.52";

    /// <summary>Whether an attribute decides anything here.</summary>
    public static bool IsKnownAttribute(string oid) => oid is ContentTypeAttribute or MessageDigestAttribute or SigningTimeAttribute
        or CapabilitiesAttribute or EncryptionKeyPreferenceAttribute or SigningCertificateAttribute or SigningCertificateV2Attribute
        or AlgorithmProtectionAttribute;

    // By .NET's reader: there are several in every message, and this is the quickest.
    public static string Read(BerElement element)
    {
        try
        {
            return AsnDecoder.ReadObjectIdentifier(element.Encoded(64).Span, AsnEncodingRules.BER, out _);
        }
        catch (AsnContentException exception)
        {
            throw new CmsFormatException("There is no object identifier where one belongs.", exception);
        }
    }
}

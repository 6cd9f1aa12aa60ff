using System.Formats.Asn1;
using Org.BouncyCastle.Asn1.X509;
using SmimeHelpdesk.Cms;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation.Crl;

/// <summary>
/// Finds one certificate among the entries, reading them in place and in order: in an indirect CRL an entry without its own
/// certificateIssuer belongs to that of the entry before (RFC 5280 section 5.3.3).
/// </summary>
internal static class CrlEntries
{
    /// <summary>The entry; null when the certificate is not listed.</summary>
    /// <exception cref="CmsFormatException">An entry cannot be read.</exception>
    /// <exception cref="UnknownCriticalEntryException">An entry has a critical extension that is not understood.</exception>
    public static CrlEntry? Find(ReadOnlyMemory<byte> entries, DirectoryName crlIssuer, bool isIndirect, ParsedCertificate certificate)
    {
        try
        {
            string issuer = crlIssuer.Key;
            CrlEntry? found = null;
            for (int offset = 0; offset < entries.Length;)
            {
                AsnDecoder.ReadSequence(entries.Span[offset..], AsnEncodingRules.BER, out int start, out int length, out int consumed);
                ReadOnlyMemory<byte> entry = entries.Slice(offset + start, length);
                offset += consumed;
                ReadOnlySpan<byte> serial = AsnDecoder.ReadIntegerBytes(entry.Span, AsnEncodingRules.BER, out int serialLength);
                AsnDecoder.ReadEncodedValue(entry.Span[serialLength..], AsnEncodingRules.BER, out _, out _, out int timeLength);
                var extensions = CrlEntryExtensions.Read(entry[(serialLength + timeLength)..]);
                issuer = isIndirect && !extensions.CertificateIssuer.IsEmpty ? IssuerOf(extensions.CertificateIssuer) : issuer;
                if (found is null && serial.SequenceEqual(certificate.SerialNumber.Span) && issuer == certificate.IssuerName.Key)
                {
                    found = new CrlEntry(CrlForm.ReadTime(new AsnReader(entry.Slice(serialLength, timeLength), AsnEncodingRules.BER)), extensions.Reason, extensions.IsRemoval);
                }
            }

            return found;
        }
        catch (Exception exception) when (exception is AsnContentException or ArgumentException or InvalidOperationException)
        {
            throw new CmsFormatException("An entry of a CRL cannot be read.", exception);
        }
    }

    private static string IssuerOf(ReadOnlyMemory<byte> names) =>
        GeneralNames.GetInstance(Asn1Part.Parse(names)).GetNames()
            .Where(name => name.TagNo == GeneralName.DirectoryName)
            .Select(name => DirectoryName.Read(X509Name.GetInstance(name.Name)).Key)
            .FirstOrDefault() ?? throw new CmsFormatException("An entry of a CRL has no readable issuer.");
}

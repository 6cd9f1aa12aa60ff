using System.Formats.Asn1;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Writing;

/// <summary>
/// The small structures around a signature, by .NET's writer: every signed message has them, and building an object for each node
/// cost as much as hashing the mail.
/// </summary>
internal static class DerWriting
{
    private static readonly Asn1Tag DirectoryName = new(TagClass.ContextSpecific, 4);

    /// <summary>AlgorithmIdentifier without parameters.</summary>
    public static void WriteAlgorithm(this AsnWriter writer, string oid)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
        }
    }

    /// <summary>IssuerAndSerialNumber, the one way of naming a certificate that every program reads.</summary>
    public static void WriteName(this AsnWriter writer, ParsedCertificate certificate, Asn1Tag? tag = null)
    {
        using (writer.PushSequence(tag))
        {
            writer.WriteEncodedValue(certificate.IssuerDer.Span);
            writer.WriteInteger(certificate.SerialNumber.Span);
        }
    }

    /// <summary>IssuerSerial of the ESS attributes (RFC 5035 section 5).</summary>
    public static void WriteEssName(this AsnWriter writer, ParsedCertificate certificate)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            using (writer.PushSequence(DirectoryName))
            {
                writer.WriteEncodedValue(certificate.IssuerDer.Span);
            }

            writer.WriteInteger(certificate.SerialNumber.Span);
        }
    }
}

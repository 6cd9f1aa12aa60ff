using System.Formats.Asn1;
using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>The certificates of a SignedData (RFC 5652 section 5.1), which .p7b and .p7c files are.</summary>
internal static class Pkcs7Reader
{
    public const string Data = "1.2.840.113549.1.7.1";
    public const string EncryptedData = "1.2.840.113549.1.7.6";
    private const string SignedData = "1.2.840.113549.1.7.2";

    public static void Read(ReadOnlyMemory<byte> contentInfo, ImportContext context)
    {
        AsnReader outer = DerReading.Reader(contentInfo).ReadSequence();
        if (outer.ReadObjectIdentifier() != SignedData)
        {
            throw new CmsFormatException("A CMS object that carries no certificates.");
        }

        AsnReader signedData = outer.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
        signedData.ReadInteger();
        signedData.ReadSetOf();
        signedData.ReadSequence();
        if (!signedData.IsNextContext(0))
        {
            return;
        }

        AsnReader certificates = signedData.ReadSetOf(skipSortOrderValidation: true, new Asn1Tag(TagClass.ContextSpecific, 0));
        while (certificates.HasData)
        {
            // Attribute certificates and other formats are tagged.
            bool isCertificate = certificates.IsNext(Asn1Tag.Sequence);
            ReadOnlyMemory<byte> element = certificates.ReadEncodedValue();
            if (isCertificate)
            {
                StructureReader.Guard(context, () => context.Found.AddCertificate(element));
            }
        }
    }
}

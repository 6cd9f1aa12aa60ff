using System.Formats.Asn1;
using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>
/// PKCS #12 (RFC 7292). Not by .NET's loader, whose ciphers and limits differ from one operating system to the next, and which cannot
/// tell a wrong password from a damaged file.
/// </summary>
internal static class Pkcs12Reader
{
    /// <summary>Reads a PFX.</summary>
    public static void Read(ReadOnlyMemory<byte> pfx, ImportContext context)
    {
        AsnReader sequence = DerReading.Reader(pfx).ReadSequence();
        if (!sequence.TryReadInt32(out int version) || version != 3)
        {
            throw new CmsFormatException("A PKCS #12 file has an unknown version.");
        }

        AsnReader contentInfo = sequence.ReadSequence();
        if (contentInfo.ReadObjectIdentifier() != Pkcs7Reader.Data)
        {
            throw new UnsupportedProtectionException("PKCS #12 with a signature");
        }

        ReadOnlyMemory<byte> authenticatedSafe = Explicit(contentInfo).ReadOctets(context.Secrets);
        if (sequence.HasData && !Pkcs12Integrity.Verify(sequence.ReadSequence(), authenticatedSafe.Span, context))
        {
            context.Found.ReportWrongPassword(context.Password);
            return;
        }

        AsnReader contents = DerReading.Reader(authenticatedSafe).ReadSequence();
        while (contents.HasData)
        {
            AsnReader content = contents.ReadSequence();
            StructureReader.Guard(context, () => ReadContent(content, context));
        }
    }

    private static void ReadContent(AsnReader contentInfo, ImportContext context)
    {
        switch (contentInfo.ReadObjectIdentifier())
        {
            case Pkcs7Reader.Data:
                SafeContentsReader.Read(Explicit(contentInfo).ReadOctets(context.Secrets), context);
                break;
            case Pkcs7Reader.EncryptedData:
                ReadEncrypted(Explicit(contentInfo).ReadSequence(), context);
                break;
            default:
                throw new UnsupportedProtectionException("encryption to a public key");
        }
    }

    // EncryptedData (RFC 5652 section 8).
    private static void ReadEncrypted(AsnReader encryptedData, ImportContext context)
    {
        encryptedData.ReadInteger();
        AsnReader info = encryptedData.ReadSequence();
        info.ReadObjectIdentifier();
        AlgorithmId algorithm = AlgorithmId.Read(info);
        ReadOnlyMemory<byte> ciphertext = info.ReadOctets(context.Secrets, new Asn1Tag(TagClass.ContextSpecific, 0));
        ReadOnlyMemory<byte>? plaintext =
            PasswordBasedEncryption.Decrypt(algorithm, ciphertext, withinPkcs12: true, SafeContentsReader.IsSafeContents, context);
        if (plaintext is { } safeContents)
        {
            SafeContentsReader.Read(safeContents, context);
        }
        else
        {
            context.Found.ReportWrongPassword(context.Password);
        }
    }

    private static AsnReader Explicit(AsnReader reader) => reader.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0));
}

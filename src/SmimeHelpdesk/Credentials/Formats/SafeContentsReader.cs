using System.Formats.Asn1;
using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>SafeContents and its bags (RFC 7292 section 4.2). Bag attributes are not read: keys pair by their numbers.</summary>
internal static class SafeContentsReader
{
    private const string Arc = "1.2.840.113549.1.12.10.1.";
    private const string X509Certificate = "1.2.840.113549.1.9.22.1";
    private const int MaximumDepth = 8;

    public static void Read(ReadOnlyMemory<byte> encoded, ImportContext context) => Read(DerReading.Reader(encoded).ReadSequence(), context, 1);

    /// <summary>Whether a decrypted text can be SafeContents.</summary>
    public static bool IsSafeContents(ReadOnlyMemory<byte> plaintext)
    {
        try
        {
            AsnReader reader = DerReading.Reader(plaintext);
            AsnReader bags = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            while (bags.HasData)
            {
                bags.ReadSequence().ReadObjectIdentifier();
            }

            return true;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static void Read(AsnReader bags, ImportContext context, int depth)
    {
        LimitExceededException.ThrowIfAbove(depth, MaximumDepth);
        while (bags.HasData)
        {
            AsnReader bag = bags.ReadSequence();
            StructureReader.Guard(context, () => ReadBag(bag, context, depth));
        }
    }

    private static void ReadBag(AsnReader bag, ImportContext context, int depth)
    {
        string kind = bag.ReadObjectIdentifier();
        AsnReader value = bag.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0));
        switch (kind)
        {
            case Arc + "1":
                PrivateKeyReader.ReadPkcs8(value.ReadEncodedValue(), context);
                break;
            case Arc + "2":
                PrivateKeyReader.ReadEncrypted(value.ReadEncodedValue(), withinPkcs12: true, context);
                break;
            case Arc + "3":
                ReadCertificate(value.ReadSequence(), context);
                break;
            case Arc + "6":
                Read(value.ReadSequence(), context, depth + 1);
                break;
            default:
                // Revocation lists and other secrets are of no use here.
                break;
        }
    }

    private static void ReadCertificate(AsnReader bag, ImportContext context)
    {
        if (bag.ReadObjectIdentifier() == X509Certificate)
        {
            AsnReader value = bag.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0));
            context.Found.AddCertificate(value.ReadOctets(context.Secrets));
        }
    }
}

using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>A ContentInfo (RFC 5652 section 3): what kind it is, and where its content begins.</summary>
internal sealed class CmsContent
{
    private CmsContent(CmsKind kind, BerElement content)
    {
        Kind = kind;
        Content = content;
    }

    public CmsKind Kind { get; }

    /// <summary>The element within the explicit tag.</summary>
    public BerElement Content { get; }

    /// <summary>Reads the outermost structure. The media type's smime-type is not asked: labels are wrong often, and chosen by the sender.</summary>
    /// <exception cref="CmsFormatException">The bytes are no ContentInfo.</exception>
    public static CmsContent Read(ByteSource source, SmimeLimits limits)
    {
        BerElement root = BerElement.Read(source, limits.MaximumAsn1Depth);
        if (!root.IsSequence)
        {
            throw new CmsFormatException("There is no CMS structure.");
        }

        var cursor = new ElementCursor(root);
        CmsKind kind = KindOf(CmsOid.Read(cursor.Take()));
        BerElement content = cursor.TakeContext(0) ?? throw new CmsFormatException("The CMS structure has no content.");
        return new CmsContent(kind, content.Only());
    }

    /// <summary>Whether bytes begin like a ContentInfo: a SEQUENCE whose first element is an object identifier of PKCS #7 or S/MIME.</summary>
    public static bool IsStart(ReadOnlySpan<byte> start)
    {
        if (start is not [0x30, _, ..])
        {
            return false;
        }

        int header = 2 + (start[1] > 0x80 ? start[1] & 0x7F : 0);
        return start.Length > header && start[header..] is [0x06, 0x09 or 0x0B, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07 or 0x09, ..];
    }

    private static CmsKind KindOf(string oid) => oid switch
    {
        CmsOid.SignedData => CmsKind.SignedData,
        CmsOid.EnvelopedData => CmsKind.EnvelopedData,
        CmsOid.AuthEnvelopedData => CmsKind.AuthEnvelopedData,
        CmsOid.CompressedData => CmsKind.CompressedData,
        _ => CmsKind.Other,
    };
}

internal enum CmsKind
{
    Other = 0,
    SignedData,
    EnvelopedData,
    AuthEnvelopedData,
    CompressedData,
}

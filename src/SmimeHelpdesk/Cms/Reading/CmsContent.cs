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
    public static CmsContent Read(ByteSource source)
    {
        BerElement root = BerElement.Read(source);
        if (!root.IsSequence)
        {
            throw new CmsFormatException("There is no CMS structure.");
        }

        BerElement? type = null;
        foreach (BerElement child in root.Children())
        {
            if (type is null)
            {
                type = child;
                continue;
            }

            if (child.IsContext(0) && child.IsConstructed)
            {
                return new CmsContent(KindOf(CmsOid.Read(type)), child.Children().FirstOrDefault() ?? throw new CmsFormatException("The CMS content is empty."));
            }
        }

        throw new CmsFormatException("The CMS structure has no content.");
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

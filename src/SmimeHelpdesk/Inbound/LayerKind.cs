using MimeKit;

namespace SmimeHelpdesk.Inbound;

/// <summary>Whether an entity is a cryptographic layer by its label. What it really is, its bytes say.</summary>
internal enum LayerKind
{
    /// <summary>An ordinary entity: the payload.</summary>
    None = 0,

    /// <summary><c>multipart/signed</c> with an S/MIME signature.</summary>
    Detached,

    /// <summary>A part that holds CMS.</summary>
    Cms,
}

internal static class LayerKinds
{
    private static readonly string[] Extensions = [".p7m", ".p7s", ".p7c", ".p7z"];

    public static LayerKind Of(ParsedEntity entity)
    {
        ContentType type = entity.ContentType;
        if (type.IsMimeType("multipart", "signed"))
        {
            return IsSmimeSignature(entity) ? LayerKind.Detached : LayerKind.None;
        }

        return IsPkcs7Type(type) || (IsUnlabelled(type) && HasPkcs7Name(entity.Entity)) ? LayerKind.Cms : LayerKind.None;
    }

    /// <summary>Whether a part is labelled as a detached signature.</summary>
    public static bool IsSignaturePart(ParsedEntity part) =>
        part.ContentType.IsMimeType("application", "pkcs7-signature") || part.ContentType.IsMimeType("application", "x-pkcs7-signature")
        || (IsUnlabelled(part.ContentType) && HasPkcs7Name(part.Entity));

    // The protocol parameter is often missing or wrong; the second part's own label is as good a sign (RFC 8551 section 3.10).
    private static bool IsSmimeSignature(ParsedEntity entity)
    {
        string? protocol = entity.ContentType.Parameters["protocol"];
        bool named = protocol is not null && protocol.Contains("pkcs7-signature", StringComparison.OrdinalIgnoreCase);
        bool otherwise = protocol is not null && protocol.Contains("pgp", StringComparison.OrdinalIgnoreCase);
        return named || (entity.Children.Count >= 2 && !otherwise && IsSignaturePart(entity.Children[1]));
    }

    private static bool IsPkcs7Type(ContentType type) =>
        type.IsMimeType("application", "pkcs7-mime") || type.IsMimeType("application", "x-pkcs7-mime")
        || type.IsMimeType("application", "pkcs7-signature") || type.IsMimeType("application", "x-pkcs7-signature");

    private static bool IsUnlabelled(ContentType type) =>
        type.IsMimeType("application", "octet-stream") || type.IsMimeType("application", "x-unknown") || type.IsMimeType("application", "binary");

    private static bool HasPkcs7Name(MimeEntity entity)
    {
        string name = entity.ContentDisposition?.FileName ?? entity.ContentType.Name ?? string.Empty;
        return Extensions.Any(extension => name.TrimEnd().EndsWith(extension, StringComparison.OrdinalIgnoreCase));
    }
}

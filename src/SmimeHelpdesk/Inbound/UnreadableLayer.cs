using SmimeHelpdesk.Cms.Reading;

namespace SmimeHelpdesk.Inbound;

/// <summary>What a part that cannot be read was meant to be: only its label can say (RFC 8551 section 3.2.2).</summary>
internal static class UnreadableLayer
{
    public static CmsKind LabelOf(ParsedEntity entity)
    {
        string smimeType = entity.ContentType.Parameters["smime-type"] ?? string.Empty;
        string name = entity.Entity.ContentDisposition?.FileName ?? entity.ContentType.Name ?? string.Empty;
        if (StartsWith(smimeType, "signed") || EndsWith(entity.ContentType.MediaSubtype, "pkcs7-signature") || EndsWith(name, ".p7s"))
        {
            return CmsKind.SignedData;
        }

        // Certificates alone protect nothing, so there is nothing to report about them either.
        bool isNeither = StartsWith(smimeType, "certs") || StartsWith(smimeType, "compressed") || EndsWith(name, ".p7c") || EndsWith(name, ".p7z");
        return isNeither ? CmsKind.CompressedData : CmsKind.EnvelopedData;
    }

    /// <summary>A message or part that was not opened for its cost. Protected or not, content is missing, and the verdict is where a host looks.</summary>
    public static UnwrappedMessage PastLimit(ParsedEntity message)
    {
        bool isEncrypted = LayerKinds.Of(message) is LayerKind.Cms && LabelOf(message) is CmsKind.EnvelopedData;
        Layer layer = isEncrypted
            ? new EncryptedLayer { Reason = EncryptionReason.LimitExceeded }
            : new SignedLayer(null, null, SignatureReason.LimitExceeded);
        return new UnwrappedMessage(message, message, [layer]);
    }

    private static bool StartsWith(string text, string start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    private static bool EndsWith(string text, string end) => text.TrimEnd().EndsWith(end, StringComparison.OrdinalIgnoreCase);
}

namespace SmimeHelpdesk.Inbound;

/// <summary>Says of each shown part which layers lie around it.</summary>
internal static class CoverageMap
{
    /// <summary>The coverage of one content.</summary>
    /// <param name="flat">The content.</param>
    /// <param name="places">Where every part stands.</param>
    /// <param name="origin">The errant part that this is the content of; null for the message's own.</param>
    /// <param name="unwrapped">The layers around the whole content.</param>
    /// <param name="signature">The verdict on their signature.</param>
    /// <param name="encryption">The verdict on their encryption.</param>
    public static IReadOnlyList<PartCoverage> Of(
        FlattenedContent flat, PartPlaces places, int? origin, UnwrappedMessage unwrapped, SignatureVerdict signature, EncryptionVerdict encryption)
    {
        SignatureStatus status = unwrapped.IsContentSigned ? signature.Status : SignatureStatus.Unsigned;
        return [.. flat.Shown.Select(Cover)];

        PartCoverage Cover(ShownPart shown)
        {
            (PartNumber number, int? errantPart) = places.Of(shown.Part);
            return new PartCoverage
            {
                Section = number.Text,
                Role = shown.Role,
                Attachment = shown.Attachment,
                Signature = status,
                Encryption = encryption.Status,
                ErrantPart = errantPart == origin ? null : errantPart,
            };
        }
    }
}

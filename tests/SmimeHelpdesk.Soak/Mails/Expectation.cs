namespace SmimeHelpdesk.Soak.Mails;

/// <summary>What the library must say of a mail.</summary>
/// <param name="Signature">The verdict on the signature.</param>
/// <param name="Reason">Its reason.</param>
/// <param name="Encryption">The verdict on the encryption.</param>
/// <param name="Harvest">What becomes of the certificate.</param>
/// <param name="Encrypt">The Encrypt box of the reply.</param>
/// <param name="Text">What the content must have; null when it cannot be read.</param>
/// <param name="AttachmentSize">The octets of the attachment; 0 when there is none.</param>
internal sealed record Expectation(
    SignatureStatus Signature, SignatureReason Reason, EncryptionStatus Encryption, HarvestStatus Harvest, EncryptAvailability Encrypt, string? Text, long AttachmentSize = 0)
{
    /// <summary>What differs; null when nothing does.</summary>
    public string? DifferenceFrom(OpenedMessage opened)
    {
        (object Expected, object Found)[] pairs =
        [
            (Signature, opened.Signature.Status),
            (Reason, opened.Signature.Reason),
            (Encryption, opened.Encryption.Status),
            (Harvest, opened.Harvest.Status),
            (Encrypt, opened.ReplyContext.Encrypt),
            (true, Text is null || opened.Content.TextBody.Contains(Text, StringComparison.Ordinal)),
            (AttachmentSize, AttachmentSize == 0 ? 0L : opened.Content.Attachments.Sum(attachment => attachment.Size)),
        ];
        string[] differences = [.. pairs.Where(pair => !pair.Expected.Equals(pair.Found)).Select(pair => $"{pair.Found} in place of {pair.Expected}")];
        return differences.Length == 0 ? null : string.Join(", ", differences);
    }
}

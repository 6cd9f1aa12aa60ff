using System.Security.Cryptography;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>
/// Unwraps a content key with one private key. Gives candidates rather than one answer, because senders disagree about what goes
/// into a derivation; which one is right shows when the content opens. Nothing here tells a caller why a key did not unwrap.
/// </summary>
internal static class ContentKeyUnwrapper
{
    /// <summary>The candidate content keys; empty when the key does not open this entry. The caller zeroes them.</summary>
    public static IReadOnlyList<byte[]> Unwrap(RecipientEntry entry, MailboxPrivateKey key)
    {
        try
        {
            return entry.Kind switch
            {
                RecipientKind.KeyTransport => KeyTransportUnwrap.Unwrap(entry, key),
                RecipientKind.KeyAgreement => KeyAgreementUnwrap.Unwrap(entry, key),
                RecipientKind.Kem => KemUnwrap.Unwrap(entry, key),
                _ => [],
            };
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Points off the curve, wrong lengths, bad padding: all the same to whoever sent the mail.
            return [];
        }
    }

    /// <summary>What the verdict shows as key algorithm.</summary>
    public static string Describe(RecipientEntry entry, string keyName) => entry.Kind switch
    {
        RecipientKind.KeyTransport => KeyTransportUnwrap.Describe(entry),
        RecipientKind.KeyAgreement => "ECDH-" + (keyName.StartsWith("EC-", StringComparison.Ordinal) ? keyName[3..] : keyName),
        _ => keyName,
    };
}

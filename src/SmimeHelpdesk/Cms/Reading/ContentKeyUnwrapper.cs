namespace SmimeHelpdesk.Cms.Reading;

/// <summary>Unwraps a content key with one private key. Nothing here tells a caller why a key did not unwrap.</summary>
internal static class ContentKeyUnwrapper
{
    private const int CostOfSlowOne = 5;

    /// <summary>The content key, which the caller zeroes; null when the private key does not open this entry.</summary>
    public static byte[]? Unwrap(RecipientEntry entry, MailboxPrivateKey key)
    {
        try
        {
            return entry.Kind switch
            {
                RecipientKind.KeyTransport => KeyTransportUnwrap.Unwrap(entry, key),
                RecipientKind.KeyAgreement => KeyAgreementUnwrap.Unwrap(entry, key),
                RecipientKind.Kem => KemUnwrap.Unwrap(entry, key),
                _ => null,
            };
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or OperationCanceledException or TimeoutException))
        {
            // Points off the curve, wrong lengths, bad padding: all the same to whoever sent the mail.
            return null;
        }
    }

    /// <summary>How many attempts one counts for.</summary>
    public static int Cost(RecipientEntry entry) => entry.Kind is RecipientKind.KeyTransport && KeyTransportUnwrap.IsCostly(entry) ? CostOfSlowOne : 1;

    /// <summary>What the verdict shows as key algorithm.</summary>
    public static string Describe(RecipientEntry entry, string keyName) => entry.Kind switch
    {
        RecipientKind.KeyTransport => KeyTransportUnwrap.Describe(entry),
        RecipientKind.KeyAgreement => "ECDH-" + (keyName.StartsWith("EC-", StringComparison.Ordinal) ? keyName[3..] : keyName),
        _ => keyName,
    };
}

using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>The revocation answers that a SignedData carries (RevocationInfoChoices of RFC 5652 section 10.2.1, RFC 5940).</summary>
internal static class RevocationInfo
{
    private const string OcspResponse = "1.3.6.1.5.5.7.16.2";
    private const int MaximumCount = 16;
    private const int MaximumSize = 4 << 20;

    /// <summary>The CRLs and OCSP responses, as far as they can be read: what is wrong with them is no reason against the signature.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Read(BerElement? choices)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        try
        {
            foreach (BerElement choice in choices?.Children().Take(MaximumCount) ?? [])
            {
                if ((choice.IsSequence ? choice : OtherFormat(choice)) is { } answer)
                {
                    found.Add(answer.Encoded(MaximumSize - found.Sum(other => (long)other.Length)));
                }
            }
        }
        catch (Exception exception) when (exception is CmsFormatException or LimitExceededException)
        {
            return found;
        }

        return found;
    }

    private static BerElement? OtherFormat(BerElement choice)
    {
        if (!choice.IsContext(1))
        {
            return null;
        }

        var cursor = new ElementCursor(choice);
        return CmsOid.Read(cursor.Take()) == OcspResponse ? cursor.Take() : null;
    }
}

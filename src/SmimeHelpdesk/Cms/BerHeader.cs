namespace SmimeHelpdesk.Cms;

/// <summary>The identifier and length octets of one element (X.690 section 8.1).</summary>
/// <param name="Identifier">The first identifier octet.</param>
/// <param name="Length">How many octets the header has.</param>
/// <param name="ContentLength">How many octets follow; -1 when an end marker tells.</param>
internal readonly record struct BerHeader(int Identifier, int Length, long ContentLength)
{
    /// <summary>The most octets of a header that is read.</summary>
    public const int MaximumLength = 1 + MaximumTagOctets + 9;

    private const int MaximumTagOctets = 4;
    private const int Indefinite = 0x80;

    public bool IsIndefinite => ContentLength < 0;

    /// <summary>Reads a header from the octets that are there.</summary>
    /// <exception cref="CmsFormatException">It is cut off, or too large to be meant.</exception>
    public static BerHeader Parse(ReadOnlySpan<byte> octets)
    {
        int at = TagLength(octets);
        int first = at < octets.Length ? octets[at++] : throw CutOff();
        if (first < Indefinite)
        {
            return new BerHeader(octets[0], at, first);
        }

        if (first == Indefinite)
        {
            return (octets[0] & 0x20) != 0 ? new BerHeader(octets[0], at, -1) : throw new CmsFormatException("A primitive element has no length.");
        }

        int count = first & 0x7F;
        if (count > 8 || at + count > octets.Length)
        {
            throw CutOff();
        }

        ulong length = 0;
        foreach (byte octet in octets.Slice(at, count))
        {
            length = (length << 8) | octet;
        }

        return length <= long.MaxValue ? new BerHeader(octets[0], at + count, (long)length) : throw CutOff();
    }

    private static int TagLength(ReadOnlySpan<byte> octets)
    {
        if (octets.IsEmpty)
        {
            throw CutOff();
        }

        if ((octets[0] & 0x1F) != 0x1F)
        {
            return 1;
        }

        for (int at = 1; at <= MaximumTagOctets && at < octets.Length; at++)
        {
            if (octets[at] < 0x80)
            {
                return at + 1;
            }
        }

        throw CutOff();
    }

    private static CmsFormatException CutOff() => new("An element is cut off, or its header cannot be meant.");
}

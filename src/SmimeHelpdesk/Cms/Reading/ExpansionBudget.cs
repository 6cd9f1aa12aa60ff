namespace SmimeHelpdesk.Cms.Reading;

/// <summary>
/// How far the compressed layers of one message may expand, all together: within one another their ratios would multiply.
/// </summary>
internal sealed class ExpansionBudget(SmimeLimits limits)
{
    // Short text of one letter compresses beyond any ratio, and does no harm.
    private const int SmallEnough = 1 << 20;

    private long? _allowed;

    /// <summary>How much this many octets may still expand to. The first compressed layer of the message sets the bound.</summary>
    public long Allowed(long compressedLength) => _allowed ??=
        Math.Min(limits.MaximumDecompressedSize, Math.Max(SmallEnough, compressedLength * limits.MaximumCompressionRatio));

    public void Spend(long length) => _allowed -= length;
}

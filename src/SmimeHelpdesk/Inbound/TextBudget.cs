namespace SmimeHelpdesk.Inbound;

/// <summary>
/// How long the texts of one content, or of several together, may be. Longer text is no letter; it is listed as a file, so that nothing is lost and
/// nothing is built in memory.
/// </summary>
internal sealed class TextBudget
{
    private const long MaximumTextLength = 4 << 20;

    private long _used;

    public bool Fits(long length) => _used + length <= MaximumTextLength;

    public void Spend(long length) => _used += length;
}

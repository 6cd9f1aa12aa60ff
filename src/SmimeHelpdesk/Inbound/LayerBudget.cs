using SmimeHelpdesk.Spooling;

using SmimeHelpdesk.Cms.Reading;

namespace SmimeHelpdesk.Inbound;

/// <summary>
/// How many octets all layers of one message may hold together. Each layer is read line by line again; honest mail has two or three large ones, and
/// the same megabytes wrapped eight times cost eight times as much.
/// </summary>
/// <param name="messageLength">The message's length as received.</param>
/// <param name="limits">The limits.</param>
internal sealed class LayerBudget(long messageLength, SmimeLimits limits)
{
    private const int LargeLayers = 3;
    private const int SmallEnough = 1 << 20;

    private long _left = SmallEnough + (LargeLayers * messageLength);

    /// <summary>How far compressed layers may expand.</summary>
    public ExpansionBudget Expansion { get; } = new(limits);

    /// <summary>Content was decompressed: room for it, and for one layer within it.</summary>
    public void Expanded(long length) => _left += 2 * length;

    /// <summary>Content is read.</summary>
    /// <exception cref="LimitExceededException">It is too much.</exception>
    public void Spend(long length)
    {
        LimitExceededException.ThrowIfAbove(length, _left, nameof(SmimeLimits.MaximumLayers));
        _left -= length;
    }
}

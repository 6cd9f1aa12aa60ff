namespace SmimeHelpdesk.Inbound;

/// <summary>How many attempts to unwrap a content key several encrypted layers may make together.</summary>
internal sealed class KeyAttemptBudget(int maximum)
{
    public int Left { get; private set; } = maximum;

    public void Spend(int cost) => Left = Math.Max(0, Left - cost);
}

namespace SmimeHelpdesk.Stores.Workload.Load;

/// <summary>What was written at once, how fast, and where the result is not that of one writer alone.</summary>
internal sealed record StormReport(int Harvests, int RollOvers, int Refused, TimeSpan Taken, IReadOnlyList<string> Findings)
{
    public override string ToString() =>
        $"{Harvests} harvests and {RollOvers} roll-overs in {Taken.TotalSeconds:F1} s ({(Harvests + RollOvers) / Taken.TotalSeconds:F0}/s), {Refused} refused and repeated, {Findings.Count} findings";
}

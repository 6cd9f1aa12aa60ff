namespace SmimeHelpdesk.Stores.Workload.Kills;

/// <summary>How often something was killed, what had been acknowledged, and what was wrong afterwards.</summary>
internal sealed record KillReport(int Kills, int Imports, int Harvests, IReadOnlyList<string> Findings)
{
    public override string ToString() => $"{Kills} kills, {Imports} imports and {Harvests} harvests acknowledged, {Findings.Count} findings";
}

namespace SmimeHelpdesk.Stores.Workload.Load;

/// <summary>What was signed and opened while a credential was renewed, and what failed.</summary>
internal sealed record RollOverReport(int Renewals, int Signed, int Opened, IReadOnlyList<string> Findings)
{
    public override string ToString() => $"{Renewals} renewals, {Signed} mails signed, {Opened} encrypted mails opened, {Findings.Count} findings";
}

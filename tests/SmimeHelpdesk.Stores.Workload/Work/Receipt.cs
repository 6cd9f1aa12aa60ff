using System.Globalization;

namespace SmimeHelpdesk.Stores.Workload.Work;

/// <summary>What a store has acknowledged, as one line of text that another process can read.</summary>
internal sealed record Receipt(bool IsImport, string Address, string Sha256, long FirstSeen, long LastSeen)
{
    public static Receipt Parse(string line) => line.Split(' ') switch
    {
        ["import", var address, var sha256] => new Receipt(true, address, sha256, 0, 0),
        ["harvest", var address, var sha256, var first, var last] =>
            new Receipt(false, address, sha256, long.Parse(first, CultureInfo.InvariantCulture), long.Parse(last, CultureInfo.InvariantCulture)),
        _ => throw new FormatException(line),
    };

    public override string ToString() => IsImport ? $"import {Address} {Sha256}" : $"harvest {Address} {Sha256} {FirstSeen} {LastSeen}";
}

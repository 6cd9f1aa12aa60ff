using SmimeHelpdesk.Fuzz.Engine;
using SmimeHelpdesk.Fuzz.Seeds;

namespace SmimeHelpdesk.Fuzz.Targets;

/// <summary>All targets by name.</summary>
public static class FuzzTargets
{
    private static readonly Dictionary<string, Kind> All = new(StringComparer.Ordinal)
    {
        [OpenTarget.TargetName] = new(SeedWriter.WriteMails, folder => new OpenTarget(folder)),
        [CmsTarget.TargetName] = new(SeedWriter.WriteCms, folder => new CmsTarget(folder)),
        [ImportTarget.TargetName] = new(SeedWriter.WriteCredentials, _ => new ImportTarget()),
        [CertificateTarget.TargetName] = new(SeedWriter.WriteCertificates, folder => new CertificateTarget(folder)),
        [ComposeTarget.TargetName] = new(SeedWriter.WriteDrafts, _ => new ComposeTarget()),
    };

    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>Makes a target, and its seeds unless there are some already.</summary>
    public static IFuzzTarget Create(string name, FuzzFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder.Seeds(name)))
        {
            WriteSeeds(name, folder);
        }

        return Find(name).Create(folder);
    }

    public static void WriteSeeds(string name, FuzzFolder folder) => Find(name).WriteSeeds(folder, name);

    private static Kind Find(string name) => All.TryGetValue(name, out Kind? kind) ? kind : throw new ArgumentException("There is no target " + name + ".", nameof(name));

    private sealed record Kind(Action<FuzzFolder, string> WriteSeeds, Func<FuzzFolder, IFuzzTarget> Create);
}

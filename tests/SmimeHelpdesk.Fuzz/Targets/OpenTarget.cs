using SmimeHelpdesk.Fuzz.Engine;
using SmimeHelpdesk.Fuzz.Seeds;

namespace SmimeHelpdesk.Fuzz.Targets;

/// <summary>Raw mail through the front door.</summary>
internal sealed class OpenTarget : IFuzzTarget
{
    public const string TargetName = "open";

    private readonly FuzzWorld _world;
    private readonly GenuineContents _genuine;

    public OpenTarget(FuzzFolder folder)
    {
        _world = FuzzWorld.Load(folder.Setup(TargetName));
        _genuine = new GenuineContents(folder.ReadSeeds(TargetName), _world.Open);
    }

    public string Name => TargetName;

    public IReadOnlyList<byte[]> Words => MailWords.All;

    public void Run(byte[] input)
    {
        using OpenedMessage opened = _world.Open(input);
        OpenedChecks.Check(opened);
        OpenedChecks.CheckText(opened, input);
        _genuine.Check(opened);
    }
}

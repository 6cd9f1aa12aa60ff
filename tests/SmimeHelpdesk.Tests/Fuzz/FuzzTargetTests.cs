using SmimeHelpdesk.Fuzz.Engine;
using SmimeHelpdesk.Fuzz.Targets;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Fuzz;

/// <summary>What the fuzzer asks of the library, on all that it begins with and a little more.</summary>
[Collection(CpuTime.Name)]
public sealed class FuzzTargetTests
{
    private const int Mutations = 200;

    public static TheoryData<string> Targets => [.. FuzzTargets.Names];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Run_SeedsAndSomeMutations_FindsNothing(string name)
    {
        using var directory = new TemporaryDirectory();
        var folder = new FuzzFolder(directory.Path);
        IFuzzTarget target = FuzzTargets.Create(name, folder);
        using var loop = new FuzzLoop(target, folder, seed: 20260601);

        FuzzReport report = loop.Run(TimeSpan.FromMinutes(1), Mutations);

        loop.Found.Should().BeEmpty();
        folder.ReadSeeds(name).Should().HaveCountGreaterThan(50);
        report.Executions.Should().Be(folder.ReadSeeds(name).Count + Mutations);
    }

    [Fact]
    public void Names_Targets_AreThose() => FuzzTargets.Names.Should().BeEquivalentTo("open", "cms", "import", "certificate", "compose");

    [Fact]
    public void Create_UnknownTarget_IsMisuse()
    {
        using var directory = new TemporaryDirectory();

        FluentActions.Invoking(() => FuzzTargets.Create("other", new FuzzFolder(directory.Path))).Should().Throw<ArgumentException>();
    }
}

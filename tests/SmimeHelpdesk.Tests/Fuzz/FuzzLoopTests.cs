using SmimeHelpdesk.Fuzz.Engine;
using SmimeHelpdesk.Fuzz.Targets;
using SmimeHelpdesk.Tests.Support;

namespace SmimeHelpdesk.Tests.Fuzz;

/// <summary>A defect that was planted is found, told apart and written down.</summary>
[Collection(CpuTime.Name)]
public sealed class FuzzLoopTests : IDisposable
{
    private const int Enough = 60_000;

    private readonly TemporaryDirectory _directory = new();

    private FuzzFolder Folder => new(_directory.Path);

    [Fact]
    public void Run_CrashBehindFiveLetters_IsFoundByItsBranches()
    {
        FuzzReport report = Run("HEDGE", () => throw new InvalidOperationException("planted"), Enough);

        report.Finds.Should().Be(1);
        report.Edges.Should().Be(6);
        string find = Finds("crash-*.bin").First();
        File.ReadAllBytes(find).Should().StartWith("HEDGE"u8.ToArray());
        File.ReadAllText(Path.ChangeExtension(find, ".txt")).Should().Contain("planted");
    }

    [Fact]
    public void Run_CorpusOfAnEarlierRun_GoesOnWhereThatEnded()
    {
        Run("HEDGE", () => { }, Enough);

        Run("HEDGE", () => throw new InvalidOperationException(), mutations: 0).FindInputs.Should().BePositive();
    }

    [Fact]
    public void Run_BrokenInvariant_IsNamed()
    {
        Run("A", () => BrokenInvariantException.ThrowUnless(false, "two and two are four", "five"));

        Finds("broken-*.txt").Select(File.ReadAllText).Should().NotBeEmpty().And.OnlyContain(text => text.Contains("two and two are four: five", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_TooMuchMemory_IsFound()
    {
        Run("A", () => GC.KeepAlive(new byte[65 << 20]));

        Finds("hungry-*.bin").Should().NotBeEmpty();
    }

    [Fact]
    public void Run_TooMuchTime_IsFound()
    {
        Run("A", () => Burn(TimeSpan.FromMilliseconds(120)), bounds: new FuzzBounds { Slow = TimeSpan.FromMilliseconds(50) });

        Finds("slow-*.bin").Should().NotBeEmpty();
    }

    [Fact]
    public void Run_InputThatDoesNotEnd_IsWrittenDownAndReported()
    {
        using var stop = new ManualResetEventSlim();
        FuzzReport? reported = null;

        Run("A", () => SpinWait.SpinUntil(() => stop.IsSet), bounds: new FuzzBounds { Hang = TimeSpan.FromMilliseconds(200), Slow = TimeSpan.FromDays(1) }, onHang: report =>
        {
            reported = report;
            stop.Set();
        });

        reported!.Finds.Should().Be(1);
        Finds("hang-*.bin").Select(File.ReadAllBytes).Should().ContainSingle().Which.Should().StartWith("A"u8.ToArray());
    }

    [Fact]
    public void Run_AfterAProcessThatEnded_WritesDownWhatItRan()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder.Current("planted"))!);
        File.WriteAllBytes(Folder.Current("planted"), [3, 0, 0, 0, 7, 8, 9]);

        Run("x", () => { });
        Run("x", () => { });

        Finds("end-*.bin").Select(File.ReadAllBytes).Should().ContainSingle().Which.Should().Equal(7, 8, 9);
    }

    [Fact]
    public void Write_Summary_AddsUpTheRunsOfEachTarget()
    {
        FuzzReport report = Run("x", () => { });
        Folder.AppendRun(report with { CpuSeconds = 1800, Executions = 1000 });
        Folder.AppendRun(report with { CpuSeconds = 5400, Executions = 234 });
        using var output = new StringWriter();

        Summary.Write(Folder.ReadRuns(), output);

        output.ToString().Should().Contain("| planted | 1,234 | 2.00 |");
    }

    public void Dispose() => _directory.Dispose();

    private FuzzReport Run(string word, Action defect, int mutations = 0, FuzzBounds? bounds = null, Action<FuzzReport>? onHang = null)
    {
        Folder.WriteSeed("planted", "seed", "AAAAA"u8.ToArray());
        using var loop = new FuzzLoop(new PlantedTarget(System.Text.Encoding.ASCII.GetBytes(word), defect), Folder, seed: 1, bounds, onHang);
        return loop.Run(TimeSpan.FromMinutes(1), mutations);
    }

    private string[] Finds(string pattern) => Directory.Exists(Folder.Finds("planted")) ? Directory.GetFiles(Folder.Finds("planted"), pattern) : [];

    private static void Burn(TimeSpan time)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        SpinWait.SpinUntil(() => Environment.CpuUsage.TotalTime - start > time);
    }
}

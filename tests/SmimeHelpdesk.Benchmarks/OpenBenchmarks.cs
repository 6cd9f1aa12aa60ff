using BenchmarkDotNet.Attributes;
using SmimeHelpdesk.Benchmarks.Fixtures;

namespace SmimeHelpdesk.Benchmarks;

/// <summary>Opening what a customer sends.</summary>
public class OpenBenchmarks : SideBySide
{
    [Params(Operation.OpenSigned, Operation.OpenEncrypted, Operation.OpenBoth)]
    public Operation What { get; set; }

    protected override Operation Operation => What;
}

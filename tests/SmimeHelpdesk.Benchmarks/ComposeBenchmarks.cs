using BenchmarkDotNet.Attributes;
using SmimeHelpdesk.Benchmarks.Fixtures;

namespace SmimeHelpdesk.Benchmarks;

/// <summary>Composing the reply.</summary>
public class ComposeBenchmarks : SideBySide
{
    [Params(Operation.Sign, Operation.Encrypt, Operation.SignAndEncrypt)]
    public Operation What { get; set; }

    protected override Operation Operation => What;
}

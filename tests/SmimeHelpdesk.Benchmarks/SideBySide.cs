using BenchmarkDotNet.Attributes;
using SmimeHelpdesk.Benchmarks.Baselines;
using SmimeHelpdesk.Benchmarks.Fixtures;

namespace SmimeHelpdesk.Benchmarks;

/// <summary>The library beside MimeKit's own S/MIME and the primitives that nobody can avoid.</summary>
[MemoryDiagnoser]
public abstract class SideBySide
{
    private Action _library = null!;
    private Action? _mimeKit;
    private Action _floor = null!;

    [Params(30_000, 5_000_000)]
    public int Size { get; set; }

    [Params(KeyKind.Rsa2048, KeyKind.Rsa4096, KeyKind.P256)]
    public KeyKind Key { get; set; }

    /// <summary>Whether encryption is AES-256-GCM in place of AES-256-CBC.</summary>
    [Params(false, true)]
    public bool Gcm { get; set; }

    protected abstract Operation Operation { get; }

    [GlobalSetup]
    public void Prepare()
    {
        var item = new Case(Operation, Key, Size, Gcm);
        _library = Baselines.Library.Prepare(item);
        _mimeKit = MimeKitContext.Prepare(item);
        _floor = Baselines.Floor.Prepare(item);
    }

    [Benchmark(Baseline = true)]
    public void Library() => _library();

    [Benchmark]
    public void MimeKit() => (_mimeKit ?? throw new NotSupportedException("MimeKit cannot do this."))();

    [Benchmark]
    public void Floor() => _floor();
}

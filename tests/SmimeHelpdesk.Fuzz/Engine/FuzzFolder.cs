using System.Security.Cryptography;

namespace SmimeHelpdesk.Fuzz.Engine;

/// <summary>Where seeds, corpus and finds lie. The corpus outlives the runs, and so do the keys that its mails are made with.</summary>
/// <param name="root">The folder.</param>
public sealed class FuzzFolder(string root)
{
    private const string Extension = ".bin";

    /// <summary>One line of JSON for each run.</summary>
    public string Runs { get; } = Path.Combine(root, "runs.jsonl");

    /// <summary>The keys that the inputs are made with.</summary>
    public string Setup(string target) => Path.Combine(root, target, "setup");

    public string Seeds(string target) => Path.Combine(root, target, "seeds");

    public string Corpus(string target) => Path.Combine(root, target, "corpus");

    public string Finds(string target) => Path.Combine(root, target, "finds");

    /// <summary>The input that is being run, so that one that ends the process is not lost.</summary>
    public string Current(string target) => Path.Combine(root, target, "current");

    public IReadOnlyList<byte[]> ReadSeeds(string target) => Read(Seeds(target));

    public IReadOnlyList<byte[]> ReadCorpus(string target) => Read(Corpus(target));

    public void WriteSeed(string target, string name, byte[] input) =>
        Write(Seeds(target), new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]), input);

    public void WriteCorpus(string target, byte[] input) => Write(Corpus(target), Hash(input), input);

    /// <summary>Writes a find and the text that says what it is; returns the input's file.</summary>
    public string WriteFind(string target, Find find)
    {
        ArgumentNullException.ThrowIfNull(find);
        string name = find.Kind + "-" + Hash(find.Input.Span);
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Finds(target)).FullName, name + ".txt"), find.Text);
        return Write(Finds(target), name, find.Input.Span);
    }

    public void AppendRun(FuzzReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Directory.CreateDirectory(root);
        File.AppendAllText(Runs, report.ToJson() + "\n");
    }

    public IReadOnlyList<FuzzReport> ReadRuns() => File.Exists(Runs) ? [.. File.ReadLines(Runs).Where(line => line.Length > 0).Select(FuzzReport.FromJson)] : [];

    private static string Hash(ReadOnlySpan<byte> input) => Convert.ToHexStringLower(SHA256.HashData(input))[..16];

    private static string Write(string folder, string name, ReadOnlySpan<byte> input)
    {
        string file = Path.Combine(Directory.CreateDirectory(folder).FullName, name + Extension);
        File.WriteAllBytes(file, input);
        return file;
    }

    // The short ones first: of two that take the same branches the shorter stays.
    private static byte[][] Read(string folder) => Directory.Exists(folder)
        ? [.. Directory.GetFiles(folder, "*" + Extension).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).OrderBy(input => input.Length)]
        : [];
}

using System.Diagnostics;
using System.Globalization;
using SmimeHelpdesk.Mutation;

// What is slower than this tells nothing that a quicker test does not, and costs a run hours.
const double SlowestTest = 1000;
const double Budget = 6000;

string[] rooms = Option("--rooms")?.Split(',') ?? ["Verification", "Inbound", "Harvest"];
var folders = new Folders(rooms);
if (args.Contains("--worker"))
{
    // Tests may write to the console; the answers keep it for themselves.
    TextWriter answers = Console.Out;
    Console.SetOut(TextWriter.Null);
    await new Worker(folders.Tests, Console.In, answers).RunAsync();
    return 0;
}

long start = Stopwatch.GetTimestamp();
folders.Build();
IReadOnlyList<Mutant> mutants = new MutatedLibrary(folders).Write();
Console.WriteLine($"{mutants.Count} mutants, {Stopwatch.GetElapsedTime(start):mm\\:ss}");
IReadOnlyList<CoveredTest> tests = await Coverage.MeasureAsync(Console.Out);
CoveredTest[] quick = [.. tests.Where(test => test.Milliseconds <= SlowestTest)];
Console.WriteLine($"{quick.Length} of {tests.Count} tests, {quick.Sum(test => test.Milliseconds) / 1000:F0} s, {Stopwatch.GetElapsedTime(start):mm\\:ss}");

if (Option("--file")?.Split(',') is { } files)
{
    mutants = [.. mutants.Where(mutant => files.Any(file => mutant.Place.Contains(file, StringComparison.Ordinal)))];
}

// In an order that is the same each time for the same code, and random, so that a run that is broken off is a fair one.
var random = new Random(1);
mutants = [.. mutants.OrderBy(_ => random.Next())];
if (Option("--skip") is { } seen)
{
    mutants = [.. mutants.Skip(int.Parse(seen, CultureInfo.InvariantCulture))];
}

if (Option("--sample") is { } size)
{
    mutants = [.. mutants.Take(int.Parse(size, CultureInfo.InvariantCulture))];
}

int workers = int.Parse(Option("--workers") ?? Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
IReadOnlyList<Result> results = await new MutantRun(new TestChoice(quick, Budget), workers, Console.Out).RunAsync(mutants);
string report = Report.Render(results);
await File.WriteAllTextAsync(folders.Report, report);
Console.WriteLine(report[..report.IndexOf("\n\n", StringComparison.Ordinal)]);
Console.WriteLine($"{Stopwatch.GetElapsedTime(start):hh\\:mm\\:ss}");
double least = double.Parse(Option("--least") ?? "85", CultureInfo.InvariantCulture);
return Report.Score(results) >= least ? 0 : 1;

string? Option(string name) => Array.IndexOf(args, name) is var i and >= 0 && i + 1 < args.Length ? args[i + 1] : null;

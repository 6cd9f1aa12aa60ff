namespace SmimeHelpdesk.Tests.Corpora;

public sealed class CorpusTests(ITestOutputHelper output)
{
    public static TheoryData<string> Corpora => [.. AgreedFigures.All.Keys];

    [Theory]
    [MemberData(nameof(Corpora))]
    public async Task Open_Corpus_AnswersAsExpectedAsOftenAsBefore(string corpus)
    {
        string root = CorporaFolder.Require();
        string folder = CorporaFolder.Require(corpus);
        DirectoryInfo work = Directory.CreateTempSubdirectory("corpus-");
        try
        {
            IReadOnlyList<CorpusVerdict> verdicts = await new CorpusRun(new CorpusInput(root, work.FullName)).RunAsync(CorpusCase.Load(folder));
            Report(corpus, verdicts);

            verdicts.Where(verdict => verdict.Crash is not null).Select(verdict => verdict.Case.Id + ": " + verdict.Crash).Should().BeEmpty();
            verdicts.SelectMany(verdict => verdict.FalseTrust).Should().BeEmpty();
            verdicts.Count(verdict => verdict.Problems.Count == 0).Should().BeGreaterThanOrEqualTo(AgreedFigures.All[corpus]);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    [Fact]
    public void Figures_EveryCorpusWithExpectations_HasOne() =>
        Directory.GetDirectories(CorporaFolder.Require())
            .Where(folder => File.Exists(Path.Combine(folder, "expected.jsonl")))
            .Select(Path.GetFileName)
            .Should().BeEquivalentTo(AgreedFigures.All.Keys);

    private void Report(string corpus, IReadOnlyList<CorpusVerdict> verdicts)
    {
        output.WriteLine($"{corpus}: {verdicts.Count(verdict => verdict.Problems.Count == 0)}/{verdicts.Count}");
        foreach (CorpusVerdict verdict in verdicts)
        {
            foreach (string problem in verdict.Problems)
            {
                output.WriteLine($"  {verdict.Case.Id} | {problem}");
            }
        }
    }
}

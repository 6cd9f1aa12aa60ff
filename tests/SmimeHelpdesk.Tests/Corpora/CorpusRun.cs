using System.Text.Json.Nodes;
using ConsoleDemo.Cli;

namespace SmimeHelpdesk.Tests.Corpora;

/// <summary>All cases of one corpus, in order; those with the same arguments share one helpdesk and its certificate cache.</summary>
internal sealed class CorpusRun(CorpusInput input)
{
    public async Task<IReadOnlyList<CorpusVerdict>> RunAsync(IReadOnlyList<CorpusCase> cases)
    {
        var verdicts = new List<CorpusVerdict>();
        foreach (IGrouping<string, CorpusCase> group in cases.GroupBy(Key))
        {
            using var answers = new CorpusAnswers(CommandLineParser.Parse(Arguments(group.First())));
            foreach (CorpusCase item in group)
            {
                verdicts.Add(await RunAsync(answers, item));
            }
        }

        CheckFamilies(verdicts);
        CheckControls(verdicts);
        return verdicts;
    }

    private static string Key(CorpusCase item) => $"{item.IsImport} {item.Arguments.ToJsonString()} {(item.IsAlone ? item.Id : string.Empty)}";

    private async Task<CorpusVerdict> RunAsync(CorpusAnswers answers, CorpusCase item)
    {
        var verdict = new CorpusVerdict(item);
        try
        {
            foreach (string file in input.Prepare(item))
            {
                verdict.Answers.Add(await answers.AnswerAsync(file));
            }
        }
        catch (Exception exception)
        {
            verdict.Crash = $"{exception.GetType().Name}: {exception.Message} {exception.StackTrace?.Split('\n')[0].Trim()}";
        }

        verdict.Judge();
        return verdict;
    }

    private static void CheckFamilies(List<CorpusVerdict> verdicts)
    {
        foreach (IGrouping<string, CorpusVerdict> family in verdicts.Where(verdict => verdict.Case.Same is not null).GroupBy(verdict => (string)verdict.Case.Same!["group"]!))
        {
            JsonArray fields = family.First().Case.Same!["fields"]!.AsArray();
            IEnumerable<string> seen = family.SelectMany(verdict => verdict.Answers.TakeLast(1))
                .Select(answer => string.Join('|', fields.Select(field => AnswerPath.Find(answer, (string)field!)?.ToJsonString())));
            if (seen.Distinct().Count() > 1)
            {
                family.ToList().ForEach(verdict => verdict.Problems.Add("(family) " + family.Key + " does not answer alike"));
            }
        }
    }

    private static void CheckControls(List<CorpusVerdict> verdicts)
    {
        HashSet<string> lost = [.. verdicts.Where(verdict => verdict.Problems.Count > 0).Select(verdict => verdict.Case.Id)];
        foreach (CorpusVerdict verdict in verdicts.Where(verdict => verdict.Problems.Count == 0))
        {
            verdict.Problems.AddRange(verdict.Case.Requires.Where(lost.Contains).Select(id => "(control) " + id + " disagreed").Take(1));
        }
    }

    /// <summary>What a case is run with, as the console demo's arguments.</summary>
    public IReadOnlyList<string> Arguments(CorpusCase item)
    {
        List<string> arguments = [item.IsImport ? "import" : "open", "--json"];
        AddFiles("credentials", "--credential");
        AddFiles("trust", "--trust");
        AddFiles("intermediates", "--intermediate");
        AddTexts("passwords", "--password");
        AddTexts("at", "--at");
        AddTexts("mailbox", "--mailbox");
        foreach (KeyValuePair<string, JsonNode?> setting in item.Arguments["policy"]?.AsObject() ?? [])
        {
            arguments.AddRange(["--policy", $"{setting.Key}={setting.Value}"]);
        }

        return [.. arguments, "--", "message"];

        void AddFiles(string name, string option) =>
            arguments.AddRange((item.Arguments[name]?.AsArray() ?? []).SelectMany(value => new[] { option, input.Resolve(value!) }));

        void AddTexts(string name, string option)
        {
            JsonNode? value = item.Arguments[name];
            IEnumerable<string> values = value is JsonArray list ? list.Select(text => (string)text!) : value is null ? [] : [(string)value!];
            arguments.AddRange(values.SelectMany(text => new[] { option, text }));
        }
    }
}

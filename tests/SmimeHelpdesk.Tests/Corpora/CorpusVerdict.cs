using System.Text.Json.Nodes;

namespace SmimeHelpdesk.Tests.Corpora;

/// <summary>What came of one case.</summary>
internal sealed class CorpusVerdict(CorpusCase item)
{
    private const string Reasons = "signature.reason|signature.allReasons|signature.cautions|reply.cautions";

    private static readonly string[] SignatureStatuses = Enum.GetNames<SignatureStatus>();
    private static readonly string[] EncryptionStatuses = Enum.GetNames<EncryptionStatus>();

    public CorpusCase Case { get; } = item;

    public List<JsonObject> Answers { get; } = [];

    public List<string> Problems { get; } = [];

    /// <summary>Signatures that were taken for valid against the expectation: worse than any other disagreement.</summary>
    public List<string> FalseTrust { get; } = [];

    /// <summary>An exception or a file that took too long: a defect whatever was expected.</summary>
    public string? Crash { get; set; }

    /// <summary>Compares the answers with what is expected.</summary>
    public void Judge()
    {
        if (Crash is not null)
        {
            Problems.Add("(crash) " + Crash);
            return;
        }

        for (int i = 0; i < Answers.Count; i++)
        {
            JsonObject answer = Answers[i];
            Problems.AddRange(Shape(answer));
            answer["why"] = Case.IsImport ? null : string.Join(' ', AnswerPath.Find(answer, Reasons)!.AsArray().Select(reason => (string?)reason));
            FalseTrust.AddRange(Case.AssertsFor(i, Answers.Count)
                .Where(pair => pair.Key is "signature.status" && (string?)AnswerPath.Find(answer, pair.Key) == "Valid")
                .Select(pair => Expectation.Check(answer, pair.Key, pair.Value)).OfType<string>().Select(problem => Case.Id + " " + problem));
            Problems.AddRange(Case.AssertsFor(i, Answers.Count).Select(pair => Expectation.Check(answer, pair.Key, pair.Value)).OfType<string>());
        }
    }

    private IEnumerable<string> Shape(JsonObject answer)
    {
        bool known = Case.IsImport
            ? Enum.TryParse<CredentialImportStatus>((string?)answer["status"], out _)
            : SignatureStatuses.Contains((string?)AnswerPath.Find(answer, "signature.status"))
                && EncryptionStatuses.Contains((string?)AnswerPath.Find(answer, "encryption.status"));
        return known ? [] : ["(shape) an unknown status"];
    }
}

using SmimeHelpdesk.Diagnostics;

namespace SmimeHelpdesk.Revocation.Fetching;

/// <summary>A question to one server, with how its answer is read and verified.</summary>
/// <typeparam name="T">The kind of answer.</typeparam>
internal sealed record AnswerQuestion<T>
    where T : class, IDatedAnswer
{
    /// <summary>What identifies the answer, the same on every server of the host.</summary>
    public required string Key { get; init; }

    public required FetchKind Kind { get; init; }

    public required FetchQuestion Fetch { get; init; }

    public required Func<ReadOnlyMemory<byte>, T> Read { get; init; }

    /// <summary>What is wrong with an answer, whoever kept it.</summary>
    public required Func<T, RevocationUnknownReason> Problem { get; init; }

    /// <summary>What is wrong with an answer that was just fetched, besides.</summary>
    public Func<T, RevocationUnknownReason> ProblemWhenNew { get; init; } = _ => RevocationUnknownReason.None;
}

/// <summary>An answer that holds, or why there is none.</summary>
/// <typeparam name="T">The kind of answer.</typeparam>
internal readonly record struct Obtained<T>(T? Answer, RevocationUnknownReason Problem)
    where T : class, IDatedAnswer;

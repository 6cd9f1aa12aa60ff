using System.Text.Json;

namespace SmimeHelpdesk.Fuzz.Engine;

/// <summary>What one run came to; one line of JSON in the list of runs.</summary>
public sealed record FuzzReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public required string Target { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required double Seconds { get; init; }

    /// <summary>Processor time of the process, the garbage collector's and the compiler's included.</summary>
    public required double CpuSeconds { get; init; }

    public required long Executions { get; init; }

    public required int Edges { get; init; }

    public required int CorpusSize { get; init; }

    /// <summary>How many different defects the run has found.</summary>
    public required int Finds { get; init; }

    /// <summary>How many inputs have shown them.</summary>
    public required long FindInputs { get; init; }

    public double ExecutionsPerSecond => Seconds > 0 ? Executions / Seconds : 0;

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static FuzzReport FromJson(string line) => JsonSerializer.Deserialize<FuzzReport>(line, Json) ?? throw new FormatException("No run is in this line.");

    public override string ToString() =>
        $"{Target}: {Executions:N0} executions in {Seconds:N0} s ({ExecutionsPerSecond:N0}/s), {CpuSeconds:N0} s of processor time, {Edges:N0} edges, corpus {CorpusSize:N0}, {Finds} finds ({FindInputs:N0} inputs)";
}

namespace SmimeHelpdesk.Fuzz.Engine;

/// <summary>An input that is worth changing further.</summary>
/// <param name="Input">The input.</param>
/// <param name="Cost">What one run of it takes: its time by its size.</param>
internal sealed record CorpusEntry(byte[] Input, double Cost);

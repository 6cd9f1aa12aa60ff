using SmimeHelpdesk.Soak.Run;

namespace SmimeHelpdesk.Soak.Reports;

/// <summary>The figures of a run, and what did not hold.</summary>
internal sealed record SoakReport(SoakOptions Options, Figures Figures, IReadOnlyList<MemorySample> Samples)
{
    public const string Header = "    time   mails/s  open p50    p99 ms  reply p50   p99 ms  KB/mail  resident MB  heap MB  errors";

    private const double MaximumSlope = 1;
    private const double HeldShare = 0.99;

    /// <summary>From this length on the slope counts: over less, one collection more or less decides it.</summary>
    private static readonly TimeSpan LeastForSlope = TimeSpan.FromMinutes(10);

    public long Errors { get; init; }

    public IReadOnlyList<string> KindsOfErrors { get; init; } = [];

    public double ResidentSlope => Slope.Of(Samples, sample => sample.ResidentMegabytes);

    public double HeapSlope => Slope.Of(Samples, sample => sample.HeapMegabytes);

    /// <summary>Empty when everything held.</summary>
    public IReadOnlyList<string> Failures =>
    [
        .. Errors > 0 ? [$"{Errors} errors"] : Array.Empty<string>(),
        .. Figures.Rate < Options.Rate * HeldShare ? [$"the rate was not held: {Figures.Rate:F1} mails/s"] : Array.Empty<string>(),
        .. CountsSlope && Math.Max(ResidentSlope, HeapSlope) >= MaximumSlope ? [$"memory grows by {MaximumSlope} MB in 10 minutes or more"] : Array.Empty<string>(),
    ];

    private bool CountsSlope => Options.Duration >= LeastForSlope;

    public static string Line(MemorySample sample, Figures figures) =>
        $"{sample.At,8:hh\\:mm\\:ss}  {figures.Rate,8:F1}  {Row(figures.Open)}  {Row(figures.Reply)}  {figures.KilobytesPerMail,7:F0}  "
        + $"{sample.ResidentMegabytes,11:F1}  {sample.HeapMegabytes,7:F1}  {figures.Errors,6}";

    public override string ToString() => string.Join(
        Environment.NewLine,
        [
            $"{Figures.Mails} mails in {Figures.Elapsed.TotalMinutes:F1} minutes: {Figures.Rate:F2} a second of {Options.Rate}; {Figures.AnswersRead} answers read by the customer",
            $"open, from a mail's arrival: p50 {Figures.Open.Percentile(0.5):F1} ms, p99 {Figures.Open.Percentile(0.99):F1} ms",
            $"reply: p50 {Figures.Reply.Percentile(0.5):F1} ms, p99 {Figures.Reply.Percentile(0.99):F1} ms",
            $"allocated: {Figures.KilobytesPerMail:F0} KB a mail, with its answer and the customer's reading",
            $"resident: {Average(sample => sample.ResidentMegabytes):F1} MB on average, {ResidentSlope:+0.00;-0.00} MB in 10 minutes",
            $"heap after collection: {Average(sample => sample.HeapMegabytes):F1} MB on average, {HeapSlope:+0.00;-0.00} MB in 10 minutes{(CountsSlope ? string.Empty : " (too short to judge)")}",
            $"errors: {Errors}",
            .. KindsOfErrors,
            Failures.Count == 0 ? "held" : "NOT HELD: " + string.Join("; ", Failures),
        ]);

    private static string Row(Histogram histogram) => $"{histogram.Percentile(0.5),8:F2}  {histogram.Percentile(0.99),8:F2}";

    private double Average(Func<MemorySample, double> value) => Samples.Count == 0 ? 0 : Samples.Average(value);
}

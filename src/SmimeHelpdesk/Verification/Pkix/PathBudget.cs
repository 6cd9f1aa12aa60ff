namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>What one search may still cost. Every refusal is remembered: a search that was cut short must not pass for a complete one.</summary>
internal sealed class PathBudget(SmimeLimits limits)
{
    private const int MaximumNameComparisons = 250_000;
    private const int MaximumSteps = 10_000;
    private int _signatureChecks;
    private int _paths;
    private int _steps;
    private int _nameComparisons;

    public bool IsExhausted { get; private set; }

    public int SignatureChecks => _signatureChecks;

    public bool SpendSignatureCheck() => Spend(ref _signatureChecks, 1, limits.MaximumPathWork);

    /// <summary>One whole path to be validated.</summary>
    public bool SpendPath() => Spend(ref _paths, 1, limits.MaximumPathWork);

    /// <summary>One step of a walk through the certificates.</summary>
    public bool SpendStep() => Spend(ref _steps, 1, MaximumSteps);

    /// <summary>Comparisons of names with constraints; a mail may hold tens of thousands of each.</summary>
    public bool SpendNameComparisons(int count) => Spend(ref _nameComparisons, count, MaximumNameComparisons);

    private bool Spend(ref int spent, int count, int limit)
    {
        if (count > limit - spent)
        {
            IsExhausted = true;
            return false;
        }

        spent += count;
        return true;
    }
}

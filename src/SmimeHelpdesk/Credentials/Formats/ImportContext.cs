namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>What all readers of one import share: bounds, password, the buffers to zero, and what was found so far. Not thread-safe.</summary>
internal sealed class ImportContext : IDisposable
{
    public ImportContext(string? password, SmimeLimits limits)
    {
        Limits = limits;
        Budget = new DerivationBudget(limits.MaximumKdfIterations);
        Password = new ImportPassword(password, Secrets);
    }

    public SmimeLimits Limits { get; }

    public SecretBuffers Secrets { get; } = new();

    public DerivationBudget Budget { get; }

    public ImportPassword Password { get; }

    public ImportedMaterial Found { get; } = new();

    public void Dispose() => Secrets.Dispose();
}

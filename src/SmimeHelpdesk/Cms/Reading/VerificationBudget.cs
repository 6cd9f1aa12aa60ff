using SmimeHelpdesk.Spooling;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>
/// What checking the signatures of one message may still cost, all layers and signers together: each alone is cheap, and a mail can
/// name many digests, certificates and layers for the same megabytes.
/// </summary>
internal sealed class VerificationBudget(SmimeLimits limits)
{
    // Certificates that share one name are tried one after the other.
    private const int ChecksPerSigner = 4;

    // A detached signature over text with bare line feeds needs two.
    private const int DigestsPerLayer = 2;

    private int _checks;
    private int _digests;
    private int _pathWork;

    /// <summary>Whether the searches for paths have cost all that they may.</summary>
    public bool IsPathWorkSpent => _pathWork >= limits.MaximumPathWork;

    /// <summary>One public-key operation.</summary>
    /// <exception cref="LimitExceededException">There were too many.</exception>
    public void SpendCheck() => LimitExceededException.ThrowIfAbove(++_checks, ChecksPerSigner * (long)limits.MaximumSigners, nameof(limits.MaximumSigners));

    /// <summary>One pass over the content.</summary>
    /// <exception cref="LimitExceededException">There were too many.</exception>
    public void SpendDigest() => LimitExceededException.ThrowIfAbove(++_digests, DigestsPerLayer * (long)limits.MaximumLayers, nameof(limits.MaximumLayers));

    /// <summary>What one search for a path has cost.</summary>
    public void SpendPathWork(int signatureChecks) => _pathWork += signatureChecks;
}

namespace SmimeHelpdesk;

/// <summary>
/// Says whether the certificates of a path are revoked. A host may put its own in front of <see cref="RevocationChecker"/>, say to
/// supply answers it holds. Implementations are thread-safe.
/// </summary>
public interface IRevocationChecker
{
    /// <summary>Asks about every certificate of a path but its anchor.</summary>
    /// <param name="request">The question.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <returns>The answers. A failure to get one is <see cref="RevocationStatus.Unknown"/>, not an exception.</returns>
    Task<RevocationReport> CheckAsync(RevocationRequest request, CancellationToken cancellationToken);
}

namespace SmimeHelpdesk;

/// <summary>
/// Finds issuers' certificates that a message left out. <see cref="RevocationChecker"/> is one; a host may put its own in its place, say
/// a directory. Implementations are thread-safe.
/// </summary>
public interface IIssuerSource
{
    /// <summary>Looks for the issuers of a certificate. It is asked only about signers whose signature holds and whose issuer alone is missing.</summary>
    /// <param name="request">The question.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// Certificates, DER, of which none is trusted for being returned: a path to an anchor must be found through them. Empty when there are
    /// none; a failure to get them is no exception.
    /// </returns>
    Task<IReadOnlyList<ReadOnlyMemory<byte>>> FindAsync(IssuerRequest request, CancellationToken cancellationToken);
}

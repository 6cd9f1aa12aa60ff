namespace SmimeHelpdesk;

/// <summary>
/// Remembers the certificates of customers. The library stores only what a valid, trusted signature of the address itself carried,
/// and checks again whatever it reads. Implementations are thread-safe.
/// </summary>
public interface ISignerCertificateCache
{
    /// <summary>All certificates known for an address, in any order.</summary>
    /// <param name="tenant">The tenant, exact; empty for a host without tenants.</param>
    /// <param name="address">The normalised address, exact.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The certificates; empty when none is known.</returns>
    Task<IReadOnlyList<SignerCertificate>> FindAsync(string tenant, string address, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a certificate, or merges it with the row of the same tenant, address and SHA-256 by <see cref="SignerCertificateMerge"/>.
    /// Idempotent and commutative; never removes or overwrites another certificate of the address.
    /// </summary>
    /// <param name="certificate">What was learnt.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when the row is stored.</returns>
    Task StoreAsync(SignerCertificate certificate, CancellationToken cancellationToken);

    /// <summary>Forgets everything about an address.</summary>
    /// <param name="tenant">The tenant, exact.</param>
    /// <param name="address">The normalised address, exact.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many certificates were removed.</returns>
    Task<int> ForgetAsync(string tenant, string address, CancellationToken cancellationToken);
}

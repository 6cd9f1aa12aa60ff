namespace SmimeHelpdesk;

/// <summary>
/// Remembers the certificates of customers. The library stores only what a valid, trusted signature of the address itself carried, or
/// what an administrator decided, and checks again whatever it reads. Implementations are thread-safe and compare keys exactly.
/// </summary>
public interface ISignerCertificateCache
{
    /// <summary>All certificates known for an address, in any order; blocked ones too.</summary>
    /// <param name="tenant">The tenant, exact; empty for a host without tenants.</param>
    /// <param name="address">The normalised address, exact.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The certificates; empty when none is known.</returns>
    Task<IReadOnlyList<SignerCertificate>> FindAsync(string tenant, string address, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a certificate, or merges it with the row of the same tenant, address and SHA-256 by <see cref="SignerCertificateMerge"/>.
    /// Idempotent and commutative; never removes or overwrites another certificate of the address, nor an administrator's later decision.
    /// </summary>
    /// <param name="certificate">What was learnt or decided.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when the row is stored.</returns>
    Task StoreAsync(SignerCertificate certificate, CancellationToken cancellationToken);

    /// <summary>One page of the addresses of which certificates are known, for administrators.</summary>
    /// <param name="tenant">The tenant, exact.</param>
    /// <param name="after">The last address of the page before, which may be forgotten by now; null for the first page.</param>
    /// <param name="count">How many addresses at most; at least 1.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The next addresses, each once, in an order of the store's own that never changes; empty after the last. What is stored for the
    /// whole time is on exactly one page.
    /// </returns>
    Task<IReadOnlyList<string>> ListAddressesAsync(string tenant, string? after, int count, CancellationToken cancellationToken);

    /// <summary>Forgets everything about an address, an administrator's decisions included.</summary>
    /// <param name="tenant">The tenant, exact.</param>
    /// <param name="address">The normalised address, exact.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many certificates were removed.</returns>
    Task<int> ForgetAsync(string tenant, string address, CancellationToken cancellationToken);

    /// <summary>Forgets everything about all addresses of a tenant, an administrator's decisions included.</summary>
    /// <param name="tenant">The tenant, exact.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many certificates were removed.</returns>
    Task<int> ForgetTenantAsync(string tenant, CancellationToken cancellationToken);
}

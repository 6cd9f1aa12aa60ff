namespace SmimeHelpdesk;

/// <summary>
/// Where a host looks for recipients' certificates beyond the mail itself: an address book, an LDAP directory. Whatever it returns goes
/// through the checks that learnt certificates go through: address, purpose, key, validity, and a path to a trust anchor.
/// Implementations are thread-safe.
/// </summary>
public interface IRecipientCertificateSource
{
    /// <summary>Finds the certificates of an address. Called only when the message, the host and the cache have none that serves.</summary>
    /// <param name="tenant">The tenant; empty for a host without tenants.</param>
    /// <param name="address">The address in its normalised form: lower case, the domain as A-labels.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The certificates, the preferred ones first; of more than 16 the rest is left out. Empty when there are none.</returns>
    Task<IReadOnlyList<RecipientCertificate>> FindAsync(string tenant, string address, CancellationToken cancellationToken);
}

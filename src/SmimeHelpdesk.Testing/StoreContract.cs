using SmimeHelpdesk.Testing;

namespace SmimeHelpdesk;

/// <summary>
/// What the library relies on in a store, as checks for any test framework. Each check keeps to tenants that nobody else has, so that all
/// may run at once and on a database that is in use; its rows stay there. Certificates in them are random bytes: a store does not read them.
/// </summary>
public static class StoreContract
{
    /// <summary>What every <see cref="IMailboxCredentialStore"/> does.</summary>
    public static IReadOnlyList<StoreContractCheck<IMailboxCredentialStore>> CredentialStore { get; } =
        [.. CredentialContents.Checks, .. CredentialRevisions.Checks, .. CredentialKeys.Checks, .. CredentialPages.Checks];

    /// <summary>What every <see cref="ISignerCertificateCache"/> does.</summary>
    public static IReadOnlyList<StoreContractCheck<ISignerCertificateCache>> SignerCertificateCache { get; } =
        [.. SignerContents.Checks, .. SignerMerging.Checks, .. SignerKeys.Checks, .. SignerPages.Checks];
}

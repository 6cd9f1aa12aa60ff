using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Credentials;

/// <summary>A stored credential whose row has been checked and whose certificates have been parsed.</summary>
internal sealed record UsableCredential(StoredCredential Row, ParsedCertificate Certificate, IReadOnlyList<ParsedCertificate> Chain)
{
    /// <summary>Whether the row's state is what the manager wrote.</summary>
    public bool IsStateAuthentic { get; init; } = true;

    /// <summary>Whether there is no private key any more.</summary>
    public bool IsKeyDestroyed => Row.State is CredentialState.Destroyed && Row.ProtectedKey.IsEmpty;

    /// <summary>
    /// Where the credential stands at an instant. A state that others wrote counts as retired: it still decrypts, so that nobody can make
    /// mail unreadable with it, and does not sign.
    /// </summary>
    public CredentialState StateAt(DateTimeOffset at) =>
        IsKeyDestroyed ? CredentialState.Destroyed
        : !IsStateAuthentic || Row.State is CredentialState.Destroyed || at >= Row.RetireFrom ? CredentialState.Retired
        : Row.State;
}

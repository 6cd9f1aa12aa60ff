using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Credentials;

/// <summary>A stored credential whose row has been checked and whose certificates have been parsed.</summary>
internal sealed record UsableCredential(StoredCredential Row, ParsedCertificate Certificate, IReadOnlyList<ParsedCertificate> Chain)
{
    /// <summary>Whether the row's state is what the manager wrote.</summary>
    public bool IsStateAuthentic { get; init; } = true;

    /// <summary>Its place among those that could do the same work.</summary>
    public SigningRank Rank => new(Row.ActiveFrom, Certificate.NotAfter, Certificate.Sha256);

    /// <summary>Whether there is no private key any more.</summary>
    public bool IsKeyDestroyed => IsDestroyed(Row);

    /// <summary>Both, because a state alone may be written by others.</summary>
    public static bool IsDestroyed(StoredCredential row) => row.State is CredentialState.Destroyed && row.ProtectedKey.IsEmpty;

    /// <summary>
    /// Where the credential stands at an instant. A state that others wrote counts as retired: it still decrypts, so that nobody can make
    /// mail unreadable with it, and does not sign.
    /// </summary>
    public CredentialState StateAt(DateTimeOffset at) =>
        IsKeyDestroyed ? CredentialState.Destroyed
        : !IsStateAuthentic || Row.State is CredentialState.Destroyed || at >= Row.RetireFrom ? CredentialState.Retired
        : Row.State;
}

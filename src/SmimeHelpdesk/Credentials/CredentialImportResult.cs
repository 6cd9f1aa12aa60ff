namespace SmimeHelpdesk;

/// <summary>The outcome of an import.</summary>
/// <param name="Status">The status.</param>
/// <param name="Credentials">The credentials, those that can sign first; empty unless <see cref="CredentialImportStatus.Imported"/>. The caller disposes them.</param>
/// <param name="Findings">What to tell the administrator, without duplicates.</param>
public sealed record CredentialImportResult(
    CredentialImportStatus Status, IReadOnlyList<MailboxCredential> Credentials, IReadOnlyList<CredentialFinding> Findings);

using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Credentials;

/// <summary>A stored credential whose row has been checked and whose certificates have been parsed.</summary>
internal sealed record UsableCredential(StoredCredential Row, ParsedCertificate Certificate, IReadOnlyList<ParsedCertificate> Chain);

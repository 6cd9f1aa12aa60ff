using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Cms.Writing;

/// <summary>Whom to encrypt to.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Capabilities">What its owner's program is known to read, from a verified signature.</param>
internal sealed record RecipientKey(ParsedCertificate Certificate, SmimeCapabilities Capabilities);

namespace SmimeHelpdesk.Revocation.Fetching;

/// <summary>One request: a GET, or with a body an OCSP POST (RFC 6960 appendix A).</summary>
/// <param name="Location">Where.</param>
/// <param name="Body">The OCSP request; null for a GET.</param>
/// <param name="MaximumSize">The largest body that is read, in bytes.</param>
/// <param name="Budget">What it is counted against.</param>
internal sealed record FetchQuestion(Uri Location, byte[]? Body, int MaximumSize, FetchBudget Budget);

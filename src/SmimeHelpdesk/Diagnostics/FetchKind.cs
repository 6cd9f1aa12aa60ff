namespace SmimeHelpdesk.Diagnostics;

/// <summary>What a request asks for; a tag of the metrics.</summary>
internal enum FetchKind
{
    Crl,
    Ocsp,
    Issuer,
}

namespace SmimeHelpdesk;

/// <summary>Where an answer about revocation comes from.</summary>
public enum RevocationSource
{
    /// <summary>There was no answer.</summary>
    None = 0,

    /// <summary>A certificate revocation list (RFC 5280 section 5).</summary>
    Crl = 1,

    /// <summary>An OCSP responder (RFC 6960).</summary>
    Ocsp = 2,
}

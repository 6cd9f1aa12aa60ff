namespace SmimeHelpdesk;

/// <summary>Why an authority has revoked a certificate (RFC 5280 section 5.3.1).</summary>
public enum RevocationReason
{
    /// <summary>No reason is given.</summary>
    Unspecified = 0,

    /// <summary>The private key is, or may be, in other hands. Condemns earlier signatures too.</summary>
    KeyCompromise = 1,

    /// <summary>The authority's private key is, or may be, in other hands. Condemns earlier signatures too.</summary>
    CACompromise = 2,

    /// <summary>The owner's name or affiliation has changed.</summary>
    AffiliationChanged = 3,

    /// <summary>Another certificate has taken its place.</summary>
    Superseded = 4,

    /// <summary>The certificate is no longer needed.</summary>
    CessationOfOperation = 5,

    /// <summary>The certificate is on hold and may come back.</summary>
    CertificateHold = 6,

    /// <summary>A privilege that the certificate stated was withdrawn.</summary>
    PrivilegeWithdrawn = 9,

    /// <summary>The attribute authority's private key is, or may be, in other hands. Condemns earlier signatures too.</summary>
    AACompromise = 10,
}

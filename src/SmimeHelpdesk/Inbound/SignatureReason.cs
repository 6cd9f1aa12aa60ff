namespace SmimeHelpdesk;

/// <summary>
/// Why a signature is not valid. In bands: content 100, validity 200, identity 300, trust 400, structure 500, limits 600.
/// Numbers are never reused.
/// </summary>
public enum SignatureReason
{
    /// <summary>Nothing speaks against the signature.</summary>
    None = 0,

    /// <summary>The content's digest is not the signed one: the content was altered.</summary>
    ContentAltered = 100,

    /// <summary>The signature value does not verify with the signer's key.</summary>
    SignatureMismatch = 101,

    /// <summary>The signature is detached and the signed content is absent.</summary>
    ContentMissing = 102,

    /// <summary>A detached signature carries content of its own, so that two contents claim the same signature.</summary>
    ContentAmbiguous = 103,

    /// <summary>The signature lies around ciphertext; it says nothing about who wrote the content inside.</summary>
    SignatureAroundCiphertext = 104,

    /// <summary>The signer's certificate was no longer valid.</summary>
    CertificateExpired = 200,

    /// <summary>The signer's certificate was not valid yet.</summary>
    CertificateNotYetValid = 201,

    /// <summary>The signer's certificate, or an issuer's, is revoked.</summary>
    CertificateRevoked = 202,

    /// <summary>The policy asks for a revocation answer and there is none.</summary>
    RevocationUnknown = 203,

    /// <summary>An issuer's certificate in the path was outside its validity.</summary>
    IssuerOutsideValidity = 204,

    /// <summary>The signer's certificate belongs to another address than From (RFC 8550 section 3).</summary>
    AddressMismatch = 300,

    /// <summary>The signer's certificate has no mail address.</summary>
    NoAddressInCertificate = 301,

    /// <summary>The message has several From addresses or From fields, so that no single author is shown.</summary>
    AmbiguousFrom = 302,

    /// <summary>The message has no readable From address.</summary>
    NoFrom = 303,

    /// <summary>What is signed is a part and no message: it is known who signed it, and not that he is the author of anything else.</summary>
    PartWithoutAuthor = 304,

    /// <summary>The certificate path leads to no trust anchor.</summary>
    UntrustedIssuer = 400,

    /// <summary>The signer's certificate is neither in the message nor known.</summary>
    SignerCertificateMissing = 401,

    /// <summary>The certificate path breaks a rule of RFC 5280 section 6 (an issuer that is no CA, a wrong signature, a path too long).</summary>
    PathInvalid = 402,

    /// <summary>A name constraint of an issuer forbids the signer's name or address.</summary>
    NameConstraintViolated = 403,

    /// <summary>The key usage forbids signing (RFC 8550 section 4.4.2).</summary>
    KeyUsageForbidsSigning = 404,

    /// <summary>The extended key usage does not allow mail protection (RFC 8550 section 4.4.4).</summary>
    NoEmailProtectionPurpose = 405,

    /// <summary>A critical certificate extension is not understood (RFC 5280 section 4.2).</summary>
    UnknownCriticalExtension = 406,

    /// <summary>A digest that no longer resists forgery, in the signature or in the path.</summary>
    WeakDigest = 407,

    /// <summary>A key below the policy's strength, of the signer or in the path.</summary>
    WeakKey = 408,

    /// <summary>The signature uses an algorithm that is not supported.</summary>
    UnsupportedAlgorithm = 409,

    /// <summary>An administrator has blocked the signer's certificate, or another one for the same key.</summary>
    CertificateBlocked = 412,

    /// <summary>The certificate path leads through an issuer that the host has blocked (<see cref="TrustAnchors.Block"/>).</summary>
    IssuerBlocked = 420,

    /// <summary>The signer's domain is pinned to other issuers (<see cref="TrustAnchors.Pin"/>).</summary>
    IssuerNotPinned = 421,

    /// <summary>The signature cannot be read.</summary>
    Malformed = 500,

    /// <summary>A signed attribute that must be there is missing (RFC 5652 section 5.3).</summary>
    AttributeMissing = 501,

    /// <summary>A signed attribute stands twice or has other than one value (RFC 5652 section 11).</summary>
    AttributeAmbiguous = 502,

    /// <summary>The content-type attribute contradicts the content (RFC 5652 section 5.6).</summary>
    ContentTypeMismatch = 503,

    /// <summary>The algorithm-protection attribute contradicts the algorithms used (RFC 6211).</summary>
    AlgorithmMismatch = 504,

    /// <summary>The signing-certificate attribute names another certificate (RFC 5035).</summary>
    SigningCertificateMismatch = 505,

    /// <summary>The signed bytes can be read both as content and as signed attributes.</summary>
    SignedAttributesAmbiguous = 506,

    /// <summary>One of several signatures on the same content does not hold.</summary>
    SignersDisagree = 507,

    /// <summary>A bound of <see cref="SmimeLimits"/> was reached.</summary>
    LimitExceeded = 600,
}

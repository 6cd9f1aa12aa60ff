namespace SmimeHelpdesk;

/// <summary>Why the revocation of a certificate is unknown. Numbers are never reused.</summary>
public enum RevocationUnknownReason
{
    /// <summary>It is not unknown.</summary>
    None = 0,

    /// <summary>The certificate names nobody who can be asked by http.</summary>
    NoSource = 1,

    /// <summary>The server could not be reached.</summary>
    Unreachable = 2,

    /// <summary>The time for an attempt, or for all of them, ran out.</summary>
    TimedOut = 3,

    /// <summary>The server answered with an HTTP error.</summary>
    HttpError = 4,

    /// <summary>The answer is larger than is accepted.</summary>
    TooLarge = 5,

    /// <summary>The address is private, local or reserved, and the host has not allowed it.</summary>
    AddressRefused = 6,

    /// <summary>The server referred to another server.</summary>
    RedirectRefused = 7,

    /// <summary>The server failed so often that it is left alone for a while.</summary>
    CircuitOpen = 8,

    /// <summary>The answer cannot be read.</summary>
    Malformed = 9,

    /// <summary>The answer is out of date.</summary>
    AnswerExpired = 10,

    /// <summary>The answer is dated in the future.</summary>
    AnswerNotYetValid = 11,

    /// <summary>The answer's signature does not verify, or uses an algorithm that is not accepted.</summary>
    SignatureInvalid = 12,

    /// <summary>The answer is signed by somebody who may not speak for the certificate's issuer.</summary>
    WrongSigner = 13,

    /// <summary>The responder's certificate is not one for OCSP (id-kp-OCSPSigning is missing), or not valid (RFC 6960 section 4.2.2.2).</summary>
    ResponderNotAuthorized = 14,

    /// <summary>The answer is to another question: its nonce differs (RFC 9654).</summary>
    NonceMismatch = 15,

    /// <summary>The responder declined to answer (RFC 6960 section 4.2.1).</summary>
    ResponderError = 16,

    /// <summary>The responder does not know the certificate, or answered for another one.</summary>
    CertificateUnknown = 17,

    /// <summary>The answer does not speak for this certificate, or not for every reason of revocation (RFC 5280 section 5.2.5).</summary>
    OutOfScope = 18,

    /// <summary>The answer has a critical extension that is not understood (RFC 5280 section 5.2).</summary>
    UnknownCriticalExtension = 19,

    /// <summary>The certificate has no path to a trust anchor, so nobody is asked about it.</summary>
    NotTrusted = 20,

    /// <summary>The certificate that signed the answer, a responder's or that of a separate key for CRLs, is revoked itself.</summary>
    SignerRevoked = 21,

    /// <summary>Whether the certificate that signed the answer is revoked could not be found out, and the policy refuses that.</summary>
    SignerNotChecked = 22,
}

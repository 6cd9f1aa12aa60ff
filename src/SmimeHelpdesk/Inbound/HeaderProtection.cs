namespace SmimeHelpdesk;

/// <summary>How a header field was protected (RFC 9788 section 4.3).</summary>
public enum HeaderProtection
{
    /// <summary>Anybody on the way could read and change it.</summary>
    Unprotected = 0,

    /// <summary>Covered by the signature, readable on the way.</summary>
    SignedOnly = 1,

    /// <summary>Hidden by the encryption, not covered by a signature.</summary>
    EncryptedOnly = 2,

    /// <summary>Hidden by the encryption and covered by the signature.</summary>
    SignedAndEncrypted = 3,
}

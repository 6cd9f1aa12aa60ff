namespace SmimeHelpdesk;

/// <summary>What a trial of a private key with its certificate has shown. Numbers are never reused.</summary>
public enum CredentialProof
{
    /// <summary>It was not tried, because the certificate is not for this, or there was no key.</summary>
    NotTried = 0,

    /// <summary>The key belongs to the certificate: what one did, the other has undone.</summary>
    Proven = 1,

    /// <summary>The key does not belong to the certificate, or failed.</summary>
    Failed = 2,

    /// <summary>The library cannot compute this with keys of this kind, or the key's provider does not offer it.</summary>
    NotSupported = 3,
}

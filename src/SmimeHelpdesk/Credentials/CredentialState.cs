namespace SmimeHelpdesk;

/// <summary>Where a credential stands in its life.</summary>
public enum CredentialState
{
    /// <summary>Decrypts, and does not sign any more.</summary>
    Retired = 0,

    /// <summary>Decrypts, and signs from its time of activation on.</summary>
    Active = 1,

    /// <summary>Decrypts, and waits to be activated.</summary>
    Staged = 2,

    /// <summary>Its private key is gone; the certificate is kept for the record.</summary>
    Destroyed = 3,
}

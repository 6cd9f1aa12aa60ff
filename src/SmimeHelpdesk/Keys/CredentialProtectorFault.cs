namespace SmimeHelpdesk;

/// <summary>What is wrong with a credential protector. Numbers are never reused.</summary>
public enum CredentialProtectorFault
{
    /// <summary>Nothing was found.</summary>
    None = 0,

    /// <summary>It does not open its own ciphertext, or gives other bytes back.</summary>
    DoesNotOpenItsOwn = 1,

    /// <summary>The ciphertext shows the plaintext, or the same plaintext twice gives the same ciphertext.</summary>
    ShowsPlaintext = 2,

    /// <summary>It opens a ciphertext of which a bit or the length was changed.</summary>
    AcceptsChangedCiphertext = 3,

    /// <summary>It opens a ciphertext that is bound to something else.</summary>
    AcceptsOtherBinding = 4,
}

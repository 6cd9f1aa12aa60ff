namespace SmimeHelpdesk;

/// <summary>What an administrator has decided about a customer's certificate. Numbers are never reused; of two decisions at one instant the higher wins.</summary>
public enum SignerCertificateDecision
{
    /// <summary>Nothing, or a decision was taken back: the newest usable certificate is preferred.</summary>
    None = 0,

    /// <summary>Preferred over every newer one while it is usable; a valid signature with another key carries <see cref="SmimeCaution.CertificateChanged"/>.</summary>
    Pinned = 1,

    /// <summary>Never encrypted to and never learnt again; a signature by it, or by another certificate for the same key, is not valid.</summary>
    Blocked = 2,
}

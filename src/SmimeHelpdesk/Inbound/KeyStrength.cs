namespace SmimeHelpdesk;

/// <summary>The strength of a public key.</summary>
public enum KeyStrength
{
    /// <summary>RSA below 2048 bit, a curve below 224 bit, or an algorithm of unknown strength.</summary>
    Weak = 0,

    /// <summary>RSA of 2048 to 2999 bit, or a curve below 256 bit.</summary>
    Legacy = 1,

    /// <summary>RSA from 3000 bit, a curve of at least 256 bit, or a post-quantum algorithm.</summary>
    Recommended = 2,
}

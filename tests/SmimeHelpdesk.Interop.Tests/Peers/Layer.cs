namespace SmimeHelpdesk.Interop.Tests.Peers;

/// <summary>One layer that a program puts around a mail.</summary>
internal abstract record Layer;

/// <summary>A signature.</summary>
/// <param name="Signer">Who signs.</param>
/// <param name="IsOpaque">Whether the content is inside the signature, rather than in clear before it.</param>
/// <param name="IsPss">Whether an RSA key signs with RSASSA-PSS.</param>
internal sealed record Signing(Person Signer, bool IsOpaque = false, bool IsPss = false) : Layer;

/// <summary>An encryption.</summary>
/// <param name="Recipients">Who can read it.</param>
/// <param name="Cipher">How the content is encrypted.</param>
/// <param name="IsOaep">Whether RSA keys are used with RSAES-OAEP and SHA-256, rather than PKCS #1 v1.5.</param>
internal sealed record Encryption(IReadOnlyList<Person> Recipients, Cipher Cipher, bool IsOaep = false) : Layer;

internal enum Cipher
{
    TripleDesCbc,
    Aes128Cbc,
    Aes256Cbc,
    Aes256Gcm,
}

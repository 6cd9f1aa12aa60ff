namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>Decrypts what a password protects, trying the encodings of the password that its writer may have used.</summary>
internal static class PasswordBasedEncryption
{
    /// <summary>Decrypts.</summary>
    /// <param name="algorithm">The scheme with its parameters.</param>
    /// <param name="ciphertext">What is encrypted.</param>
    /// <param name="withinPkcs12">Whether it is part of a PKCS #12 file.</param>
    /// <param name="accept">Whether a plaintext is what it should be: padding alone lets one wrong password in 256 pass.</param>
    /// <param name="context">Password, bounds and buffers.</param>
    /// <returns>The plaintext; null when the password is wrong.</returns>
    public static ReadOnlyMemory<byte>? Decrypt(
        AlgorithmId algorithm, ReadOnlyMemory<byte> ciphertext, bool withinPkcs12, Func<ReadOnlyMemory<byte>, bool> accept, ImportContext context)
    {
        IPasswordScheme scheme = Read(algorithm);
        foreach (byte[] encoded in scheme.Encodings(context.Password, withinPkcs12))
        {
            if (scheme.Decrypt(encoded, ciphertext.Span, context) is { } plaintext && accept(plaintext))
            {
                return plaintext;
            }
        }

        return null;
    }

    private static IPasswordScheme Read(AlgorithmId algorithm) =>
        algorithm.Oid == Pbes2Scheme.Oid
            ? Pbes2Scheme.Read(algorithm)
            : Pbes1Scheme.TryRead(algorithm)
                ?? (IPasswordScheme?)Pkcs12Scheme.TryRead(algorithm)
                ?? throw new UnsupportedProtectionException("encryption");
}

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>A way to encrypt with a password.</summary>
internal interface IPasswordScheme
{
    /// <summary>The encodings of the password that this scheme may have been used with.</summary>
    IEnumerable<byte[]> Encodings(ImportPassword password, bool withinPkcs12);

    /// <summary>Decrypts with one encoding; null when that one is visibly wrong.</summary>
    ReadOnlyMemory<byte>? Decrypt(byte[] password, ReadOnlySpan<byte> ciphertext, ImportContext context);
}

namespace SmimeHelpdesk.Credentials.Formats;

/// <summary>What administrators give instead of a credential, told by its first octets or its label, so that they learn what to do.</summary>
internal static class ForeignFormats
{
    /// <summary>What a file is; null when nothing speaks for one of these.</summary>
    public static CredentialFinding? Recognize(ReadOnlySpan<byte> file) => file switch
    {
        // JKS and JCEKS; since Java 9 keytool writes PKCS #12.
        [0xFE, 0xED, 0xFE, 0xED, ..] or [0xCE, 0xCE, 0xCE, 0xCE, ..] => CredentialFinding.JavaKeystore,
        [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] or [0x1F, 0x8B, 8, ..] => CredentialFinding.Archive,
        _ when file.StartsWith("PuTTY-User-Key-File"u8) => CredentialFinding.OtherKeyFormat,
        _ => null,
    };

    /// <summary>Whether a block of this label holds a key of OpenPGP or SSH.</summary>
    public static bool IsOtherKey(string label) =>
        label.Contains("PGP", StringComparison.Ordinal) || label.Contains("SSH", StringComparison.Ordinal);
}

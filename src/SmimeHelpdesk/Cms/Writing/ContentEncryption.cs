namespace SmimeHelpdesk.Cms.Writing;

/// <summary>A content encryption that is written. Nothing weaker than AES-128 exists here.</summary>
internal sealed record ContentEncryption(string Oid, int KeySize, bool IsAuthenticated)
{
    public static ContentEncryption Aes256Gcm { get; } = new(SmimeCapabilities.Aes256Gcm, 32, true);

    public static ContentEncryption Aes256Cbc { get; } = new(SmimeCapabilities.Aes256Cbc, 32, false);

    public static ContentEncryption Aes128Cbc { get; } = new(SmimeCapabilities.Aes128Cbc, 16, false);

    /// <summary>
    /// The strongest that a recipient's program reads (RFC 8551 section 2.7.1): AES-256-GCM only when it is named, because most programs
    /// cannot read it; AES-128 only when AES-256 is not among what is named.
    /// </summary>
    public static ContentEncryption For(SmimeCapabilities capabilities)
    {
        if (capabilities.Names(SmimeCapabilities.Aes256Gcm))
        {
            return Aes256Gcm;
        }

        bool onlyShort = capabilities.Names(SmimeCapabilities.Aes128Cbc) && !capabilities.Names(SmimeCapabilities.Aes256Cbc);
        return onlyShort ? Aes128Cbc : Aes256Cbc;
    }
}

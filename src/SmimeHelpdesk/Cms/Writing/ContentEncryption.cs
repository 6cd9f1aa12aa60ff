namespace SmimeHelpdesk.Cms.Writing;

/// <summary>A content encryption that is written. Nothing weaker than AES-128 exists here.</summary>
internal sealed record ContentEncryption(string Oid, int KeySize, bool IsAuthenticated)
{
    public static ContentEncryption Aes256Gcm { get; } = new(SmimeCapabilities.Aes256Gcm, 32, true);

    public static ContentEncryption Aes256Cbc { get; } = new(SmimeCapabilities.Aes256Cbc, 32, false);

    public static ContentEncryption Aes128Cbc { get; } = new(SmimeCapabilities.Aes128Cbc, 16, false);

    /// <summary>
    /// Chooses for all recipients of one message (RFC 8551 section 2.7.1). AES-256-GCM only when every one names it, because most
    /// programs cannot read it; AES-128 only when none reads AES-256, so that one recipient's program never weakens the others'.
    /// </summary>
    public static ContentEncryption Choose(IReadOnlyCollection<SmimeCapabilities> recipients)
    {
        if (recipients.Count > 0 && recipients.All(capabilities => capabilities.Names(SmimeCapabilities.Aes256Gcm)))
        {
            return Aes256Gcm;
        }

        bool onlyShort = recipients.Count > 0
            && recipients.All(capabilities => capabilities.Names(SmimeCapabilities.Aes128Cbc) && !capabilities.Names(SmimeCapabilities.Aes256Cbc));
        return onlyShort ? Aes128Cbc : Aes256Cbc;
    }
}

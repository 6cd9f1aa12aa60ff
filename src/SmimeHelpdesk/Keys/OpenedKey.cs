namespace SmimeHelpdesk.Keys;

/// <summary>One opened private key with the row that it was opened from.</summary>
internal sealed class OpenedKey(StoredCredential row, MailboxPrivateKey key, long openedAt) : IDisposable
{
    // A copy, so that the comparison is with what was opened, whatever the store does with its buffers.
    private readonly byte[] _ciphertext = row.ProtectedKey.ToArray();

    public MailboxPrivateKey Key => key;

    /// <summary>A timestamp of the clock that the keys' time is measured with.</summary>
    public long OpenedAt => openedAt;

    public ITimer? Timer { get; set; }

    public bool IsExpired { get; set; }

    public bool HasCertificate(string sha256) => row.Sha256 == sha256;

    public bool IsFor(StoredCredential other) => row.Sha256 == other.Sha256 && row.MailboxAddress == other.MailboxAddress && row.Tenant == other.Tenant
        && other.ProtectedKey.Span.SequenceEqual(_ciphertext);

    public void Dispose()
    {
        Timer?.Dispose();
        key.Dispose();
    }
}

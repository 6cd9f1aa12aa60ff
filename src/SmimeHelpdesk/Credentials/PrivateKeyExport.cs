namespace SmimeHelpdesk;

/// <summary>The outcome of exporting a private key.</summary>
/// <param name="Status">The status.</param>
/// <param name="Pkcs12">The file, encrypted with the password; empty unless <see cref="PrivateKeyExportStatus.Exported"/>.</param>
public sealed record PrivateKeyExport(PrivateKeyExportStatus Status, ReadOnlyMemory<byte> Pkcs12)
{
    /// <summary>The status; never the file.</summary>
    /// <returns>A text for display.</returns>
    public override string ToString() => Status.ToString();
}

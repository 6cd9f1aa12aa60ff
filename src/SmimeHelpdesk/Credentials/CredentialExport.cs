using System.Security.Cryptography;

namespace SmimeHelpdesk;

/// <summary>What of a credential may be shown to everybody: its certificate and the issuers'.</summary>
/// <param name="Certificate">The certificate, DER.</param>
/// <param name="Chain">The issuers' certificates, DER, nearest first, without the root.</param>
public sealed record CredentialExport(ReadOnlyMemory<byte> Certificate, IReadOnlyList<ReadOnlyMemory<byte>> Chain)
{
    /// <summary>Certificate and issuers in this order (RFC 7468 section 5).</summary>
    /// <returns>PEM text.</returns>
    public string ToPem() =>
        string.Concat(((IEnumerable<ReadOnlyMemory<byte>>)[Certificate, .. Chain]).Select(der => PemEncoding.WriteString("CERTIFICATE", der.Span) + "\n"));
}

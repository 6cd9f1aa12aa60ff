using System.Security.Cryptography;

namespace SmimeHelpdesk.Verification;

/// <summary>The certificates of a PEM text (RFC 7468 section 5), with the label that older programs write.</summary>
internal static class CertificatePem
{
    private static readonly string[] Labels = ["CERTIFICATE", "X509 CERTIFICATE"];

    /// <exception cref="ArgumentException">There is no certificate, or a block that begins as one is damaged.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Read(string pem, string parameter)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        ReadOnlySpan<char> rest = pem;
        while (PemEncoding.TryFind(rest, out PemFields fields))
        {
            if (Labels.Contains(rest[fields.Label].ToString()))
            {
                found.Add(Convert.FromBase64String(rest[fields.Base64Data].ToString()));
            }

            rest = rest[fields.Location.End..];
        }

        // A file of which nothing, or only a part, can be read is a mistake of whoever deployed it; trusting less in silence would hide it.
        return found.Count > 0 && found.Count == Labels.Sum(label => pem.AsSpan().Count($"-----BEGIN {label}-----"))
            ? found
            : throw new ArgumentException("The text holds no PEM certificate, or a damaged one.", parameter);
    }
}

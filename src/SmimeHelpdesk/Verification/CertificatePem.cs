using System.Security.Cryptography;

namespace SmimeHelpdesk.Verification;

/// <summary>The certificates of a PEM text (RFC 7468 section 5), with the label that older programs write.</summary>
internal static class CertificatePem
{
    public static IReadOnlyList<ReadOnlyMemory<byte>> Read(string pem, string parameter)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        ReadOnlySpan<char> rest = pem;
        while (PemEncoding.TryFind(rest, out PemFields fields))
        {
            if (rest[fields.Label] is "CERTIFICATE" or "X509 CERTIFICATE")
            {
                found.Add(Convert.FromBase64String(rest[fields.Base64Data].ToString()));
            }

            rest = rest[fields.Location.End..];
        }

        // A file without any certificate is a mistake of whoever deployed it; trusting nobody in silence would hide it.
        return found.Count > 0 ? found : throw new ArgumentException("The text holds no PEM certificate.", parameter);
    }
}

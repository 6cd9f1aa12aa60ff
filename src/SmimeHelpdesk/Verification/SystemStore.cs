using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Verification;

/// <summary>The operating system's certificate stores, read only.</summary>
internal static class SystemStore
{
    /// <summary>The roots of the machine and of the user, less those that either distrusts.</summary>
    public static IEnumerable<ParsedCertificate> ReadTrusted()
    {
        HashSet<string> distrusted = [.. Read(StoreName.Disallowed).Select(certificate => certificate.Sha256)];
        return [.. Read(StoreName.Root).Where(root => !distrusted.Contains(root.Sha256))];
    }

    /// <summary>What can be read of a store, of the user and of the machine; nothing where there is no such store.</summary>
    public static IEnumerable<ParsedCertificate> Read(StoreName name) =>
        [.. Read(name, StoreLocation.CurrentUser), .. Read(name, StoreLocation.LocalMachine)];

    private static List<ParsedCertificate> Read(StoreName name, StoreLocation location)
    {
        var found = new List<ParsedCertificate>();
        try
        {
            using var store = new X509Store(name, location, OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
            foreach (X509Certificate2 certificate in store.Certificates)
            {
                using (certificate)
                {
                    if (ParsedCertificate.TryParse(certificate.RawDataMemory) is { } parsed)
                    {
                        found.Add(parsed);
                    }
                }
            }
        }
        catch (Exception exception) when (exception is CryptographicException or PlatformNotSupportedException)
        {
            // Not every system has every store; the one that exists is what there is to trust.
            return found;
        }

        return found;
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConsoleDemo.Cli;

namespace ConsoleDemo.Setup;

/// <summary>Reads certificates without keys: PEM bundles or DER.</summary>
internal static class CertificateFiles
{
    public static IReadOnlyList<X509Certificate2> Load(IEnumerable<string> files) => [.. files.SelectMany(Load)];

    private static IEnumerable<X509Certificate2> Load(string file)
    {
        byte[] bytes = InputFile.ReadBytes(file);
        try
        {
            var bundle = new X509Certificate2Collection();
            if (bytes.AsSpan().IndexOf("-----BEGIN "u8) < 0)
            {
                bundle.Add(X509CertificateLoader.LoadCertificate(bytes));
            }
            else
            {
                bundle.ImportFromPem(System.Text.Encoding.Latin1.GetString(bytes));
            }

            return bundle.Count > 0 ? bundle : throw NoCertificate(file);
        }
        catch (CryptographicException)
        {
            throw NoCertificate(file);
        }
    }

    private static UsageException NoCertificate(string file) => new($"'{file}' holds no certificate; give a PEM bundle or a DER certificate.");
}

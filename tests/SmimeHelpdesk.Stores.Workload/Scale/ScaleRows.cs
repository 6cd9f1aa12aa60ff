using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmimeHelpdesk.EntityFrameworkCore.Model;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Stores.Workload.Scale;

/// <summary>
/// Rows of many customers, four fifths as many as certificates. Certificates are random bytes of a usual length, which no engine can
/// compress; a thousand issuers would be many.
/// </summary>
internal static class ScaleRows
{
    public const string Tenant = "acme";

    private const int CertificateLength = 1500;

    private static readonly ReadOnlyMemory<byte>[] Issuers = [.. Enumerable.Range(-20, 20).Select(seed => Bytes(seed, CertificateLength))];

    public static IEnumerable<SignerRow> All(int count) => Enumerable.Range(0, count).Select(number => SignerMapping.ToRow(Certificate(number), 1));

    public static IEnumerable<IssuerRow> AllIssuers =>
        Issuers.Select(issuer => new IssuerRow { Tenant = Tenant, Sha256 = SHA256.HashData(issuer.Span), Certificate = issuer.ToArray() });

    public static int Customers(int certificates) => certificates - (certificates / 5);

    public static string Address(int customer) => string.Create(CultureInfo.InvariantCulture, $"customer{customer:D7}.lastname@company{customer % 4999}.example");

    /// <summary>Every fifth certificate is the second one of a customer.</summary>
    public static SignerCertificate Certificate(int number)
    {
        ReadOnlyMemory<byte> certificate = Bytes(number, CertificateLength);
        int customer = number % 5 == 4 ? number / 5 : number - (number / 5);
        DateTimeOffset seen = TestAuthority.Now.AddSeconds(number);
        return new SignerCertificate
        {
            Tenant = Tenant,
            Address = Address(customer),
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(certificate.Span)),
            Certificate = certificate,
            SigningCertificate = certificate,
            Issuers = [Issuers[number % Issuers.Length]],
            Capabilities = Bytes(number % 7, 70),
            SigningTime = seen,
            FirstSeen = seen,
            LastSeen = seen,
            MessageId = string.Create(CultureInfo.InvariantCulture, $"20260601.{number:D9}.abcdef@company{customer % 4999}.example"),
        };
    }

    public static byte[] Key(string text) => Encoding.UTF8.GetBytes(text);

    private static ReadOnlyMemory<byte> Bytes(int seed, int length)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}

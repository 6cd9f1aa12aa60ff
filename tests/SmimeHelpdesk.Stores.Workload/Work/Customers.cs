using System.Security.Cryptography;
using SmimeHelpdesk.Tests.TestPki;

namespace SmimeHelpdesk.Stores.Workload.Work;

/// <summary>Customers whose certificates every process makes alike. A store does not read certificates, so that theirs are random bytes.</summary>
internal static class Customers
{
    private const int CertificatesEach = 3;

    private static readonly ReadOnlyMemory<byte>[] Issuers = [Bytes(-1, 820), Bytes(-2, 780)];

    /// <summary>A sighting of one of so many customers, at a random time.</summary>
    public static SignerCertificate Sighting(Random random, int customers, string tenant = "")
    {
        int customer = random.Next(customers);
        ReadOnlyMemory<byte> certificate = Bytes((customer * CertificatesEach) + random.Next(CertificatesEach), 900);
        DateTimeOffset seen = TestAuthority.Now.AddTicks(random.NextInt64(TimeSpan.TicksPerDay));
        return new SignerCertificate
        {
            Tenant = tenant,
            Address = $"c{customer}@customer.example",
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(certificate.Span)),
            Certificate = certificate,
            SigningCertificate = certificate,
            Issuers = [.. Issuers.Take(1 + random.Next(2))],
            Capabilities = new byte[] { 0x30, (byte)random.Next(4) },
            CapabilitiesTime = seen,
            Decision = (SignerCertificateDecision)random.Next(3),
            DecidedAt = random.Next(4) == 0 ? seen : null,
            SigningTime = random.Next(8) == 0 ? null : seen.AddSeconds(-random.Next(60)),
            FirstSeen = seen,
            LastSeen = seen,
            MessageId = $"m{random.Next(1000)}@customer.example",
        };
    }

    private static ReadOnlyMemory<byte> Bytes(int seed, int length)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}

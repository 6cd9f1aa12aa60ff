using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SmimeHelpdesk.Tests.TestPki;

/// <summary>What an end-entity certificate of the tests shall say.</summary>
internal sealed record TestSubject
{
    public TestSubject(params string[] addresses) => Addresses = addresses;

    public IReadOnlyList<string> Addresses { get; init; }

    /// <summary><c>RSA-2048</c>, <c>RSA-3072</c>, <c>P-256</c>, <c>P-384</c>, <c>P-521</c>, <c>brainpoolP256r1</c> and its larger siblings.</summary>
    public string Key { get; init; } = "P-256";

    public string Name { get; init; } = "CN=Test Person";

    public X509KeyUsageFlags? KeyUsage { get; init; } =
        X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.KeyAgreement;

    /// <summary>Extended key usage OIDs; empty for no such extension.</summary>
    public IReadOnlyList<string> Purposes { get; init; } = ["1.3.6.1.5.5.7.3.4"];

    public DateTimeOffset NotBefore { get; init; } = TestAuthority.Now.AddDays(-30);

    public DateTimeOffset NotAfter { get; init; } = TestAuthority.Now.AddYears(1);

    /// <summary>A last change of the request, say a further extension.</summary>
    public Action<CertificateRequest>? Change { get; init; }

    /// <summary>A key to issue for in place of a new one, say for a renewal.</summary>
    public RSA? ExistingKey { get; init; }

    public AsymmetricAlgorithm CreateKey() => Key switch
    {
        _ when ExistingKey is { } existing => RSA.Create(existing.ExportParameters(true)),
        "P-256" => ECDsa.Create(ECCurve.NamedCurves.nistP256),
        "P-384" => ECDsa.Create(ECCurve.NamedCurves.nistP384),
        "P-521" => ECDsa.Create(ECCurve.NamedCurves.nistP521),
        _ when Key.StartsWith("brainpool", StringComparison.Ordinal) => ECDsa.Create(ECCurve.CreateFromFriendlyName(Key)),
        _ when Key.StartsWith("RSA-", StringComparison.Ordinal) => RSA.Create(int.Parse(Key[4..], System.Globalization.CultureInfo.InvariantCulture)),
        _ => throw new NotSupportedException(Key),
    };

    public void AddExtensions(CertificateRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        if (KeyUsage is { } usage)
        {
            request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        }

        if (Purposes.Count > 0)
        {
            var oids = new OidCollection();
            foreach (string purpose in Purposes)
            {
                oids.Add(new Oid(purpose));
            }

            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(oids, false));
        }

        if (Addresses.Count > 0)
        {
            var names = new SubjectAlternativeNameBuilder();
            foreach (string address in Addresses)
            {
                names.AddEmailAddress(address);
            }

            request.CertificateExtensions.Add(names.Build());
        }

        Change?.Invoke(request);
    }
}

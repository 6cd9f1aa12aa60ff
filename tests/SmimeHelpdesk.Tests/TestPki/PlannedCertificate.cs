using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using SmimeHelpdesk.Verification.Pkix;
using Time = Org.BouncyCastle.Asn1.X509.Time;

namespace SmimeHelpdesk.Tests.TestPki;

/// <summary>A certificate made to a <see cref="CertificatePlan"/>, with its key.</summary>
internal sealed class PlannedCertificate
{
    private PlannedCertificate(byte[] der, PlannedKey key)
    {
        Der = der;
        Key = key;
        Parsed = ParsedCertificate.Parse(der);
    }

    public byte[] Der { get; }

    public PlannedKey Key { get; }

    public ParsedCertificate Parsed { get; }

    public X509Certificate2 Certificate => X509CertificateLoader.LoadCertificate(Der);

    public static PlannedCertificate Make(CertificatePlan plan)
    {
        PlannedKey key = plan.Key ?? PlannedKey.Create("P-256");
        return new PlannedCertificate(Encode(plan, key), key);
    }

    /// <summary>The encoding of a certificate that need not be readable.</summary>
    public static byte[] Encode(CertificatePlan plan, PlannedKey key)
    {
        PlannedKey issuer = plan.Issuer?.Key ?? key;
        var signer = new Asn1SignatureFactory(plan.SignatureName ?? issuer.SignatureName, issuer.Private, new SecureRandom());
        var algorithm = (AlgorithmIdentifier)signer.AlgorithmDetails;
        byte[] tbs = Tbs(plan, key, issuer, algorithm).GetEncoded(Asn1Encodable.Der);
        Org.BouncyCastle.Crypto.IStreamCalculator<Org.BouncyCastle.Crypto.IBlockResult> calculator = signer.CreateCalculator();
        calculator.Stream.Write(tbs);
        calculator.Stream.Close();
        byte[] signature = calculator.GetResult().Collect();
        return new DerSequence(Asn1Object.FromByteArray(tbs), algorithm, new DerBitString(signature)).GetEncoded(Asn1Encodable.Der);
    }

    public static implicit operator ParsedCertificate(PlannedCertificate certificate) => certificate.Parsed;

    private static TbsCertificateStructure Tbs(CertificatePlan plan, PlannedKey key, PlannedKey issuer, AlgorithmIdentifier algorithm)
    {
        X509Name subject = plan.SubjectName ?? new X509Name(plan.Name);
        X509Name issuerName = plan.IssuerX509Name ?? (plan.IssuerName is { } name ? new X509Name(name) : plan.Issuer?.Parsed.Structure.Subject ?? subject);
        var generator = new V3TbsCertificateGenerator();
        generator.SetSerialNumber(new DerInteger(BigInteger.ValueOf(plan.SerialNumber)));
        generator.SetIssuer(issuerName);
        generator.SetSubject(subject);
        generator.SetStartDate(new Time(plan.NotBefore.UtcDateTime));
        generator.SetEndDate(new Time(plan.NotAfter.UtcDateTime));
        generator.SetSubjectPublicKeyInfo(key.Info);
        generator.SetSignature(algorithm);
        if (plan.IsVersion1)
        {
            return Version1(generator);
        }

        generator.SetExtensions(Extensions(plan, key, issuer));
        return generator.GenerateTbsCertificate();
    }

    // Version 1 is the default and therefore not encoded; nothing follows the key.
    private static TbsCertificateStructure Version1(V3TbsCertificateGenerator generator)
    {
        var elements = (Asn1Sequence)generator.GenerateTbsCertificate().ToAsn1Object();
        return TbsCertificateStructure.GetInstance(new DerSequence(elements.Skip(1).ToArray()));
    }

    private static X509Extensions Extensions(CertificatePlan plan, PlannedKey key, PlannedKey issuer)
    {
        var generator = new X509ExtensionsGenerator();
        Add(plan.IsAuthority is not null, X509Extensions.BasicConstraints, true, () => plan.PathLength is { } length ? new BasicConstraints(length) : new BasicConstraints(plan.IsAuthority!.Value));
        Add(plan.Usage is not null, X509Extensions.KeyUsage, true, () => new KeyUsage(plan.Usage!.Value));
        Add(plan.Purposes.Count > 0, X509Extensions.ExtendedKeyUsage, false, () => new DerSequence(plan.Purposes.Select(Asn1Encodable (purpose) => new DerObjectIdentifier(purpose)).ToArray()));
        Add(plan.AlternativeNames.Count > 0, X509Extensions.SubjectAlternativeName, false, () => new GeneralNames([.. plan.AlternativeNames]));
        byte[] own = plan.SubjectKeyIdentifier ?? Identifier(key);
        byte[] authority = plan.AuthorityKeyIdentifier ?? plan.Issuer?.Parsed.Extensions.SubjectKeyIdentifier.ToArray() ?? Identifier(issuer);
        Add(own.Length > 0, X509Extensions.SubjectKeyIdentifier, false, () => new DerOctetString(own));
        Add(authority.Length > 0, X509Extensions.AuthorityKeyIdentifier, false, () => new AuthorityKeyIdentifier(authority));
        foreach ((string oid, bool critical, Asn1Encodable value) in plan.Extensions)
        {
            generator.AddExtension(new DerObjectIdentifier(oid), critical, value);
        }

        return generator.Generate();

        void Add(bool wanted, DerObjectIdentifier oid, bool critical, Func<Asn1Encodable> value)
        {
            if (wanted)
            {
                generator.AddExtension(oid, critical, value());
            }
        }
    }

    private static byte[] Identifier(PlannedKey key) => SHA256.HashData(key.Info.GetEncoded(Asn1Encodable.Der))[..20];
}

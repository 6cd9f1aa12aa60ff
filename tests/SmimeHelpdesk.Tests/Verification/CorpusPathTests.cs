using System.Security.Cryptography.X509Certificates;
using SmimeHelpdesk.Tests.Corpora;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

/// <summary>The certificates of published examples.</summary>
public sealed class CorpusPathTests
{
    private static readonly DateTimeOffset Clock = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("alice.sign", "ca.rsa")]
    [InlineData("alice.encrypt", "ca.rsa")]
    [InlineData("bob.sign", "ca.rsa")]
    [InlineData("bob.encrypt", "ca.rsa")]
    [InlineData("carlos.sign", "ca.ed25519")]
    [InlineData("carlos.encrypt", "ca.ed25519")]
    [InlineData("dana.sign", "ca.ed25519")]
    [InlineData("dana.encrypt", "ca.ed25519")]
    public void Rfc9216_EachPerson_ChainsToTheirAuthorityOrAcrossToTheOther(string person, string authority)
    {
        string folder = CorporaFolder.Require("rfc9216");
        ParsedCertificate leaf = ReadPem(Path.Combine(folder, person + ".crt"));
        string other = authority == "ca.rsa" ? "ca.ed25519" : "ca.rsa";
        ParsedCertificate[] crossed = [ReadPem(Path.Combine(folder, "ca.rsa.cross.crt")), ReadPem(Path.Combine(folder, "ca.ed25519.cross.crt"))];

        Find(leaf, [], Path.Combine(folder, authority + ".crt")).Path.Should().HaveCount(2);
        Find(leaf, [], Path.Combine(folder, authority + ".crt")).Findings.Should().BeEmpty();
        Find(leaf, [], Path.Combine(folder, other + ".crt")).Findings.Select(finding => finding.Reason).Should().Equal(SignatureReason.UntrustedIssuer);
        Find(leaf, crossed, Path.Combine(folder, other + ".crt")).Findings.Should().BeEmpty();
        Find(leaf, crossed, Path.Combine(folder, other + ".crt")).Path.Should().HaveCount(3);
    }

    [Theory]
    [InlineData("Alice")]
    [InlineData("Bob")]
    [InlineData("Dave")]
    [InlineData("Eve")]
    public void Thunderbird_EachPerson_ChainsToTheTestAuthority(string person)
    {
        string folder = Path.Combine(CorporaFolder.Require("thunderbird"), "mailnews", "test", "data", "smime");
        X509Certificate2Collection held = X509CertificateLoader.LoadPkcs12CollectionFromFile(Path.Combine(folder, person + ".p12"), "nss", X509KeyStorageFlags.EphemeralKeySet);
        ParsedCertificate leaf = ParsedCertificate.Parse(held.Single(certificate => certificate.HasPrivateKey).RawData);

        PathResult result = Find(leaf, [.. held.Select(certificate => ParsedCertificate.Parse(certificate.RawData))], Path.Combine(folder, "TestCA.pem"));

        result.Findings.Should().BeEmpty();
        result.Path.Should().HaveCount(2);
    }

    private static PathResult Find(ParsedCertificate leaf, ParsedCertificate[] bag, string anchorFile) =>
        CertificatePath.Find(leaf, bag, TrustAnchors.FromPem(File.ReadAllText(anchorFile)), Clock, SmimePolicy.Default);

    private static ParsedCertificate ReadPem(string file) => TrustAnchors.FromPem(File.ReadAllText(file)).Anchors.Single();
}

using SmimeHelpdesk.Tests.Corpora;
using SmimeHelpdesk.Tests.Verification;
using SmimeHelpdesk.Verification;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Revocation;

/// <summary>NIST's suite with its CRLs, supplied by the host: whatever the path alone cannot tell, they must.</summary>
public sealed class PkitsCrlTests
{
    private static readonly DateTimeOffset Clock = new(2008, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly SmimePolicy Policy = SmimePolicy.Default with { AllowSha1Signatures = true, MinimumRsaKeySize = 1024 };

    [Fact]
    public async Task CheckAsync_EveryCaseWithAPath_Agrees()
    {
        string folder = Path.Combine(CorporaFolder.Require("pkits"), "PKITS");
        var certificates = Directory.GetFiles(Path.Combine(folder, "certs"), "*.crt").ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => ParsedCertificate.Parse(File.ReadAllBytes(file)));
        ReadOnlyMemory<byte>[] crls = [.. Directory.GetFiles(Path.Combine(folder, "crls"), "*.crl").Order(StringComparer.Ordinal).Select(file => new ReadOnlyMemory<byte>(File.ReadAllBytes(file)))];
        ParsedCertificate[] candidates = [.. certificates.Where(pair => !pair.Key.EndsWith("EE", StringComparison.Ordinal)).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)];
        TrustAnchors anchors = TrustAnchors.FromDer([certificates["TrustAnchorRootCertificate"].Der]);
        using var checker = new RevocationChecker();
        var differing = new List<string>();
        int asked = 0;
        foreach ((string name, ParsedCertificate leaf) in certificates.Where(pair => pair.Key.EndsWith("EE", StringComparison.Ordinal)))
        {
            PathResult path = CertificatePath.Find(leaf, candidates, anchors, Clock, Policy);
            if (path.IsValid)
            {
                asked++;
                RevocationReport report = await checker.CheckAsync(
                    new RevocationRequest
                    {
                        Path = [.. path.Path.Select(certificate => certificate.Der)],
                        Anchors = anchors,
                        At = Clock,
                        Certificates = [.. candidates.Where(other => other.IssuerName.Key == leaf.IssuerName.Key || other.SubjectName.Key.Contains("crl", StringComparison.OrdinalIgnoreCase)).Take(64).Select(certificate => certificate.Der)],
                        Answers = crls,
                        Policy = Policy,
                    },
                    CancellationToken.None);
                if (RevocationRules.Effective(report, Clock) is RevocationStatus.Good != PkitsExpectations.IsValid(name))
                {
                    differing.Add(name + ": " + string.Join(", ", report.Certificates.Select(certificate => $"{certificate.Status} {certificate.Unknown}")));
                }
            }
        }

        asked.Should().BeGreaterThan(100);
        differing.Should().BeEmpty();
    }
}

using SmimeHelpdesk.Tests.Corpora;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

/// <summary>
/// NIST's Public Key Interoperability Test Suite: every end-entity certificate, with all other certificates as candidates. The
/// name of a case says its verdict; those whose name does not are judged by the suite's document with default inputs.
/// </summary>
public sealed class PkitsTests
{
    private static readonly DateTimeOffset Clock = new(2008, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // The suite's own algorithms: SHA-1 and RSA of 1024 bit.
    private static readonly SmimePolicy Policy = SmimePolicy.Default with { AllowSha1Signatures = true, MinimumRsaKeySize = 1024 };

    [Fact]
    public void Verdicts_EveryCase_AgreeButForTheListed()
    {
        Dictionary<string, PathResult> results = Judge();
        IEnumerable<string> differing = results.Where(result => result.Value.IsValid != PkitsExpectations.IsValid(result.Key)).Select(result => result.Key);

        results.Should().HaveCount(223);
        results.Keys.Should().OnlyContain(name => PkitsExpectations.IsKnown(name));
        differing.Should().BeEquivalentTo(PkitsExpectations.Differences.Keys);
    }

    [Fact]
    public void Reasons_OfWhatIsInvalid_NameTheDefect()
    {
        Dictionary<string, PathResult> results = Judge();
        foreach ((string name, SignatureReason reason) in PkitsExpectations.Reasons(results.Keys))
        {
            results[name].Findings.Select(finding => finding.Reason).Distinct().Should().Equal([reason], name);
        }
    }

    [Fact]
    public void Results_CandidatesInAnotherOrder_AreTheSame()
    {
        Dictionary<string, PathResult> first = Judge();
        Dictionary<string, PathResult> second = Judge(candidates => candidates.Reverse());

        foreach ((string name, PathResult result) in first)
        {
            second[name].Fingerprints().Should().Equal(result.Fingerprints(), name);
            second[name].Reasons().Should().Equal(result.Reasons(), name);
        }
    }

    [Fact]
    public void Work_EveryCase_IsSmall() => Judge().Values.Max(result => result.SignatureChecks).Should().BeLessThanOrEqualTo(8);

    private static Dictionary<string, PathResult> Judge(Func<IEnumerable<ParsedCertificate>, IEnumerable<ParsedCertificate>>? order = null)
    {
        string folder = Path.Combine(CorporaFolder.Require("pkits"), "PKITS", "certs");
        var all = Directory.GetFiles(folder, "*.crt").ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => ParsedCertificate.Parse(File.ReadAllBytes(file)));
        TrustAnchors anchors = TrustAnchors.FromDer([all["TrustAnchorRootCertificate"].Der]);
        IEnumerable<ParsedCertificate> candidates = all.Where(pair => !IsCase(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value);
        ParsedCertificate[] ordered = [.. (order ?? (same => same))(candidates)];
        return all.Where(pair => IsCase(pair.Key)).ToDictionary(pair => pair.Key, pair => CertificatePath.Find(pair.Value, ordered, anchors, Clock, Policy));
    }

    private static bool IsCase(string name) => name.EndsWith("EE", StringComparison.Ordinal);
}

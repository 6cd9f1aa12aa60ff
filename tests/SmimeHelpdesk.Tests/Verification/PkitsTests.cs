using SmimeHelpdesk.Tests.Corpora;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Tests.Verification;

public sealed class PkitsTests
{
    private static readonly DateTimeOffset Clock = new(2008, 1, 1, 0, 0, 0, TimeSpan.Zero);
    [Fact]
    public void Explore()
    {
        string folder = Path.Combine(CorporaFolder.Require("pkits"), "PKITS", "certs");
        SmimePolicy policy = SmimePolicy.Default with { AllowSha1Signatures = true, MinimumRsaKeySize = 512 };
        var all = new Dictionary<string, ParsedCertificate>();
        foreach (var f in Directory.GetFiles(folder, "*.crt").Order())
        {
            try { all[Path.GetFileNameWithoutExtension(f)] = ParsedCertificate.Parse(File.ReadAllBytes(f)); }
            catch (Exception e) { TestContext.Current.TestOutputHelper!.WriteLine("UNREADABLE " + f + " " + e.InnerException?.Message); }
        }
        var anchors = TrustAnchors.FromDer([all["TrustAnchorRootCertificate"].Der]);
        var cands = all.Where(p => !p.Key.EndsWith("EE", StringComparison.Ordinal)).Select(p => p.Value).ToList();
        var sw = System.Diagnostics.Stopwatch.StartNew(); int n = 0, work = 0;
        foreach (var (name, c) in all.Where(p => p.Key.EndsWith("EE", StringComparison.Ordinal)))
        {
            var r = CertificatePath.Find(c, cands, anchors, Clock, policy);
            n++; work += r.SignatureChecks;
            bool? expect = name.StartsWith("Valid", StringComparison.Ordinal) ? true : name.StartsWith("Invalid", StringComparison.Ordinal) ? false : null;
            if (expect != r.IsValid) { TestContext.Current.TestOutputHelper!.WriteLine($"DIFF {name} got {r.IsValid} {string.Join(";", r.Findings.Select(f => f.Reason + "[" + string.Join(",", f.Facts.Select(x => x.Key + "=" + x.Value)) + "]"))} checks {r.SignatureChecks} path {r.Path.Count}"); }
        }
        TestContext.Current.TestOutputHelper!.WriteLine($"{n} in {sw.ElapsedMilliseconds} ms, {work} checks");
    }
}

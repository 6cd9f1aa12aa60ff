using System.Globalization;

namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>Collects what speaks against a path: each reason once per certificate, with its facts.</summary>
internal sealed class PathFindings
{
    private readonly List<SignatureFinding> _findings = [];
    private readonly HashSet<(SignatureReason Reason, string Certificate)> _seen = [];

    public IReadOnlyList<SignatureFinding> All => _findings;

    /// <summary>Whether SHA-1 was let pass because the policy allows it.</summary>
    public bool UsesWeakDigest { get; set; }

    /// <summary>Adds a reason about a certificate. Facts must be plain text; names of certificates are cleaned here.</summary>
    public void Add(SignatureReason reason, ParsedCertificate certificate, params ReadOnlySpan<(string Name, string Value)> facts)
    {
        if (_seen.Add((reason, certificate.Sha256)))
        {
            var named = new Dictionary<string, string>(StringComparer.Ordinal) { ["subject"] = certificate.Subject, ["issuer"] = certificate.Issuer };
            foreach ((string name, string value) in facts)
            {
                named[name] = value;
            }

            _findings.Add(new SignatureFinding(reason, named.AsReadOnly()));
        }
    }

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

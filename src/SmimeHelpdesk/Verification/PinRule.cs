using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Verification;

/// <summary>The host's word on who may certify addresses of a domain (<see cref="TrustAnchors.Pin"/>).</summary>
internal static class PinRule
{
    public static void Check(IReadOnlyList<ParsedCertificate> path, TrustAnchors anchors, PathFindings findings)
    {
        if (anchors.Pins.Count == 0)
        {
            return;
        }

        foreach (string address in path[0].Addresses)
        {
            string? domain = EmailAddress.Normalize(address) is { } normal ? normal[(normal.LastIndexOf('@') + 1)..] : null;
            if (domain is not null && anchors.Pins.TryGetValue(domain, out IReadOnlySet<string>? keys) && !path.Any(certificate => keys.Contains(certificate.KeySha256)))
            {
                findings.Add(SignatureReason.IssuerNotPinned, path[0], ("expected", domain));
            }
        }
    }
}

namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>Finds and validates one path (RFC 5280 section 6.1) from a certificate to an anchor, within bounds.</summary>
internal static class CertificatePath
{
    /// <summary>
    /// Searches anchors, intermediates and the message's certificates for a path that is valid at an instant. Candidates are never
    /// anchors. The result does not depend on their order. No network.
    /// </summary>
    public static PathResult Find(ParsedCertificate leaf, IReadOnlyList<ParsedCertificate> candidates, TrustAnchors anchors, DateTimeOffset at, SmimePolicy policy)
    {
        var search = new PathSearch(leaf, candidates, anchors, at, policy);
        return anchors.Index.IsAnchor(leaf) ? search.AnchorAlone() : search.Run();
    }
}

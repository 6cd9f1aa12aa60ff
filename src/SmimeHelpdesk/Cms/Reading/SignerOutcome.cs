namespace SmimeHelpdesk.Cms.Reading;

/// <summary>What speaks against one signature as such.</summary>
internal sealed class SignerOutcome
{
    private readonly List<SignatureFinding> _findings = [];

    public IReadOnlyList<SignatureFinding> Findings => _findings;

    /// <summary>Whether a SHA-1 digest was let pass because the policy allows it.</summary>
    public bool UsesWeakDigest { get; set; }

    /// <summary>Whether the signature verifies over the content, whatever its algorithms are worth.</summary>
    public bool IsIntact => _findings.TrueForAll(finding => finding.Reason is SignatureReason.WeakDigest);

    public void Add(SignatureReason reason, string fact, string value) =>
        _findings.Add(new SignatureFinding(reason, new Dictionary<string, string> { [fact] = value }.AsReadOnly()));
}

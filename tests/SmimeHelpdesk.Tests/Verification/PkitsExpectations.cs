namespace SmimeHelpdesk.Tests.Verification;

/// <summary>What the path tests expect of NIST's suite, and where they differ from it, each with its reason.</summary>
internal static class PkitsExpectations
{
    private const string Revocation = "The defect lies in the revocation data alone; the path as such is valid.";
    private const string Dsa = "DSA signatures are not supported (RFC 8551 does not ask for them).";

    // The suite gives these no verdict in their name, because it runs them with several inputs; this is the one for default inputs
    // (any policy acceptable, no explicit policy required). With other inputs some end otherwise; the library has no such inputs.
    private static readonly Dictionary<string, bool> Unnamed = new()
    {
        ["AllCertificatesNoPoliciesTest2EE"] = true,
        ["AllCertificatesSamePoliciesTest10EE"] = true,
        ["AllCertificatesSamePoliciesTest13EE"] = true,
        ["AllCertificatesanyPolicyTest11EE"] = true,
        ["AnyPolicyTest14EE"] = true,
        ["CPSPointerQualifierTest20EE"] = true,
        ["DifferentPoliciesTest3EE"] = true,
        ["DifferentPoliciesTest4EE"] = false,
        ["DifferentPoliciesTest5EE"] = false,
        ["DifferentPoliciesTest7EE"] = false,
        ["DifferentPoliciesTest8EE"] = false,
        ["DifferentPoliciesTest9EE"] = false,
        ["DifferentPoliciesTest12EE"] = false,
        ["OverlappingPoliciesTest6EE"] = true,
        ["UserNoticeQualifierTest15EE"] = true,
        ["UserNoticeQualifierTest16EE"] = true,
        ["UserNoticeQualifierTest17EE"] = true,
        ["UserNoticeQualifierTest18EE"] = true,
        ["UserNoticeQualifierTest19EE"] = true,
        ["inhibitAnyPolicyTest3EE"] = true,
    };

    private static readonly (string Part, SignatureReason Reason)[] ReasonByPart =
    [
        ("nameConstraints", SignatureReason.NameConstraintViolated),
        ("UnknownCriticalCertificateExtension", SignatureReason.UnknownCriticalExtension),
        ("EEnotAfterDate", SignatureReason.CertificateExpired),
        ("EEnotBeforeDate", SignatureReason.CertificateNotYetValid),
        ("CAnotAfterDate", SignatureReason.IssuerOutsideValidity),
        ("CAnotBeforeDate", SignatureReason.IssuerOutsideValidity),
        ("NameChaining", SignatureReason.UntrustedIssuer),
        ("CASignature", SignatureReason.PathInvalid),
        ("EESignature", SignatureReason.PathInvalid),
        ("MissingbasicConstraints", SignatureReason.PathInvalid),
        ("cAFalse", SignatureReason.PathInvalid),
        ("pathLenConstraint", SignatureReason.PathInvalid),
        ("keyCertSignFalse", SignatureReason.PathInvalid),
        ("CRLSigningKey", SignatureReason.PathInvalid),
        ("Polic", SignatureReason.PathInvalid),
        ("DSASignature", SignatureReason.UnsupportedAlgorithm),
    ];

    public static IReadOnlyDictionary<string, string> Differences { get; } = new Dictionary<string, string>
    {
        ["InvalidBadCRLIssuerNameTest5EE"] = Revocation,
        ["InvalidBadCRLSignatureTest4EE"] = Revocation,
        ["InvalidBasicSelfIssuedCRLSigningKeyTest7EE"] = Revocation,
        ["InvalidBasicSelfIssuedNewWithOldTest5EE"] = Revocation,
        ["InvalidBasicSelfIssuedOldWithNewTest2EE"] = Revocation,
        ["InvalidIDPwithindirectCRLTest23EE"] = Revocation,
        ["InvalidIDPwithindirectCRLTest26EE"] = Revocation,
        ["InvalidLongSerialNumberTest18EE"] = Revocation,
        ["InvalidMissingCRLTest1EE"] = Revocation,
        ["InvalidNegativeSerialNumberTest15EE"] = Revocation,
        ["InvalidOldCRLnextUpdateTest11EE"] = Revocation,
        ["InvalidRevokedCATest2EE"] = Revocation,
        ["InvalidRevokedEETest3EE"] = Revocation,
        ["InvalidSeparateCertificateandCRLKeysTest20EE"] = Revocation,
        ["InvalidSeparateCertificateandCRLKeysTest21EE"] = Revocation,
        ["InvalidUnknownCRLEntryExtensionTest8EE"] = Revocation,
        ["InvalidUnknownCRLExtensionTest10EE"] = Revocation,
        ["InvalidUnknownCRLExtensionTest9EE"] = Revocation,
        ["InvalidWrongCRLTest6EE"] = Revocation,
        ["InvalidcRLIssuerTest27EE"] = Revocation,
        ["InvalidcRLIssuerTest31EE"] = Revocation,
        ["InvalidcRLIssuerTest32EE"] = Revocation,
        ["InvalidcRLIssuerTest34EE"] = Revocation,
        ["InvalidcRLIssuerTest35EE"] = Revocation,
        ["InvaliddeltaCRLIndicatorNoBaseTest1EE"] = Revocation,
        ["InvaliddeltaCRLTest10EE"] = Revocation,
        ["InvaliddeltaCRLTest3EE"] = Revocation,
        ["InvaliddeltaCRLTest4EE"] = Revocation,
        ["InvaliddeltaCRLTest6EE"] = Revocation,
        ["InvaliddeltaCRLTest9EE"] = Revocation,
        ["InvaliddistributionPointTest2EE"] = Revocation,
        ["InvaliddistributionPointTest3EE"] = Revocation,
        ["InvaliddistributionPointTest6EE"] = Revocation,
        ["InvaliddistributionPointTest8EE"] = Revocation,
        ["InvaliddistributionPointTest9EE"] = Revocation,
        ["InvalidkeyUsageCriticalcRLSignFalseTest4EE"] = Revocation,
        ["InvalidkeyUsageNotCriticalcRLSignFalseTest5EE"] = Revocation,
        ["InvalidonlyContainsAttributeCertsTest14EE"] = Revocation,
        ["InvalidonlyContainsCACertsTest12EE"] = Revocation,
        ["InvalidonlyContainsUserCertsTest11EE"] = Revocation,
        ["InvalidonlySomeReasonsTest15EE"] = Revocation,
        ["InvalidonlySomeReasonsTest16EE"] = Revocation,
        ["InvalidonlySomeReasonsTest17EE"] = Revocation,
        ["InvalidonlySomeReasonsTest20EE"] = Revocation,
        ["InvalidonlySomeReasonsTest21EE"] = Revocation,
        ["Invalidpre2000CRLnextUpdateTest12EE"] = Revocation,
        ["ValidDSAParameterInheritanceTest5EE"] = Dsa,
        ["ValidDSASignaturesTest4EE"] = Dsa,
    };

    public static bool IsValid(string name) =>
        Unnamed.TryGetValue(name, out bool verdict) ? verdict : name.StartsWith("Valid", StringComparison.Ordinal);

    /// <summary>Whether the suite gives the case a verdict, in its name or by its document.</summary>
    public static bool IsKnown(string name) =>
        Unnamed.ContainsKey(name) || name.StartsWith("Valid", StringComparison.Ordinal) || name.StartsWith("Invalid", StringComparison.Ordinal);

    /// <summary>The one reason that each invalid case must have, where its name tells.</summary>
    public static IEnumerable<(string Name, SignatureReason Reason)> Reasons(IEnumerable<string> names) =>
        names.Where(name => !IsValid(name) && !Differences.ContainsKey(name))
            .Select(name => (name, Array.Find(ReasonByPart, part => name.Contains(part.Part, StringComparison.OrdinalIgnoreCase)).Reason));
}

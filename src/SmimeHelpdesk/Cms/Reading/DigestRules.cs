using SmimeHelpdesk.Cms.Algorithms;

namespace SmimeHelpdesk.Cms.Reading;

/// <summary>What a signer's digests are worth, and whether there is one digest only (RFC 8933 section 3).</summary>
internal static class DigestRules
{
    public static void Check(DigestAlgorithm digest, SignerInformation signer, SmimePolicy policy, SignerOutcome outcome)
    {
        DigestAlgorithm? inSignature = RsaPssDigest.Of(signer.SignatureAlgorithm) ?? DigestAlgorithm.FromSignature(signer.SignatureAlgorithm.Algorithm.Id);
        if (inSignature is not null && inSignature != digest)
        {
            outcome.Add(SignatureReason.AlgorithmMismatch, "algorithm", inSignature.Name.Name!);
        }

        DigestAlgorithm weaker = inSignature is not null && inSignature.Grade < digest.Grade ? inSignature : digest;
        if (weaker.Grade is DigestGrade.Weak && policy.AllowSha1Signatures)
        {
            outcome.UsesWeakDigest = true;
        }
        else if (weaker.Grade is not DigestGrade.Good)
        {
            outcome.Add(SignatureReason.WeakDigest, "algorithm", weaker.Name.Name!);
        }
    }
}

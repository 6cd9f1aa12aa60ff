using SmimeHelpdesk.Cms;

namespace SmimeHelpdesk.Verification.Pkix;

/// <summary>Whether a key signed a certificate: each question is computed once, however many certificates hold the key.</summary>
internal sealed class IssuerSignatures(SmimeLimits limits, PathBudget budget)
{
    private readonly Dictionary<(string Subject, string Key), SignatureCheck> _known = [];

    /// <summary>The outcome; null when the budget is spent.</summary>
    public SignatureCheck? Check(ParsedCertificate subject, ParsedCertificate issuer)
    {
        (string, string) question = (subject.Sha256, issuer.KeySha256);
        if (_known.TryGetValue(question, out SignatureCheck known))
        {
            return known;
        }

        SignatureCheck? answer = CertificateSignature.Foresee(subject, issuer);
        if (answer is null && budget.SpendSignatureCheck())
        {
            answer = CertificateSignature.Check(subject, issuer, limits);
        }

        if (answer is { } found)
        {
            _known.Add(question, found);
        }

        return answer;
    }
}

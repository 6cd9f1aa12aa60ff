using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Verification;

/// <summary>
/// Judges the signed layers of one message: every signer must be intact, one of them must be the author, and that one must be
/// trusted. The time is passed in and the claimed signing time decides nothing.
/// </summary>
internal sealed class SignatureJudge(SignatureContext context, VerificationBudget budget)
{
    /// <summary>The judgement; null when the layer has no signer, and so is no signature (RFC 5652 section 5.1).</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="number">Its place in the message, 1 for the outermost.</param>
    public JudgedSignature? Judge(SignedLayer layer, int number)
    {
        if (layer.Signed is not { } signed || layer.Content is not { } content)
        {
            return Unreadable(layer, number);
        }

        if (signed.Signers.Count == 0)
        {
            return null;
        }

        var search = new SignerSearch(signed, new SignerVerifier(signed, content, context.Policy, budget), context);
        List<FoundSigner> found = [.. signed.Signers.Select(search.Find)];
        (FoundSigner best, JudgedSignature judged) = JudgeBest(found, signed);
        var findings = new List<SignatureFinding>(judged.Findings);
        if (layer.Problem is not SignatureReason.None)
        {
            findings.Add(SignerRules.OfLayer(layer.Problem, number));
        }

        foreach (FoundSigner other in found.Where(other => other != best))
        {
            findings.AddRange(Disagreement(other));
        }

        IEnumerable<SmimeCaution> cautions = found.Count > 1 ? judged.Cautions.Append(SmimeCaution.SeveralSigners) : judged.Cautions;
        return judged with { Findings = ReasonRank.Order(findings), Cautions = [.. cautions] };
    }

    private static JudgedSignature? Unreadable(SignedLayer layer, int number) => layer.Problem is SignatureReason.None
        ? null
        : new JudgedSignature { Findings = [SignerRules.OfLayer(layer.Problem, number)], Bag = layer.Signed?.Certificates ?? [] };

    // Every signer of the content must hold: one good signature beside a bad one is how a forgery borrows trust. One that cannot be
    // checked proves nothing either way.
    private static IEnumerable<SignatureFinding> Disagreement(FoundSigner other)
    {
        if (other.IsBroken)
        {
            yield return SignerRules.Disagrees(other);
        }
        else if (other.Unchecked is { } reason)
        {
            yield return SignerRules.About(reason, other.Certificate, other.Signer);
        }
    }

    // Paths are searched for the author's signatures only, the intact ones first, until one is valid; a mail may hold many signers.
    private (FoundSigner Signer, JudgedSignature Judged) JudgeBest(List<FoundSigner> found, SignedContent signed)
    {
        (FoundSigner Signer, JudgedSignature Judged)? best = null;
        foreach (FoundSigner signer in found.OrderBy(signer => signer.Rank))
        {
            if (best is { } earlier && (earlier.Judged.Findings.Count == 0 || !signer.IsIntactAuthor))
            {
                break;
            }

            JudgedSignature judged = Judge(signer, signed);
            best = best is null || judged.Findings.Count == 0 ? (signer, judged) : best;
        }

        return best!.Value;
    }

    private JudgedSignature Judge(FoundSigner signer, SignedContent signed)
    {
        if (signer is not { Certificate: { } certificate, Outcome: { } outcome })
        {
            return new JudgedSignature { Findings = [SignerRules.Missing(signer.Signer)], Signer = signer.Signer, SigningTime = signer.SigningTime, Bag = signed.Certificates };
        }

        PathResult path = FindPath(certificate, signed, context.At);
        var findings = new List<SignatureFinding>(outcome.Findings);
        findings.AddRange(path.Findings);
        findings.AddRange(SignerRules.Purpose(certificate));
        findings.AddRange(SignerRules.Strength(certificate, context.Policy));
        findings.AddRange(SignerRules.Author(certificate, context.Sender));
        findings.AddRange(SignerRules.Decision(certificate, context));
        return new JudgedSignature
        {
            Findings = ReasonRank.Order(findings),
            Cautions = [.. SignerRules.Cautions(outcome, path, certificate, signer.SigningTime, context), .. SignerRules.Origin(certificate, signed.Certificates)],
            Certificate = certificate,
            Signer = signer.Signer,
            Bag = signed.Certificates,
            Path = path,
            PathNow = context.Now is { } now && now != context.At ? FindPath(certificate, signed, now) : path,
            SigningTime = signer.SigningTime,
            RevocationInfo = signed.RevocationInfo,
        };
    }

    // Each search is bounded; so are all searches of one message together.
    private PathResult FindPath(ParsedCertificate certificate, SignedContent signed, DateTimeOffset at)
    {
        if (budget.IsPathWorkSpent)
        {
            return new PathResult([certificate], [SignerRules.OutOfBudget(certificate)]);
        }

        PathResult path = CertificatePath.Find(certificate, [.. signed.Certificates, .. context.KnownIssuers], context.Anchors, at, context.Policy);
        budget.SpendPathWork(path.SignatureChecks);
        return path;
    }
}

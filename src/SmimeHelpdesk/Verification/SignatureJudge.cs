using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Inbound;
using SmimeHelpdesk.Spooling;
using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Verification;

/// <summary>
/// Judges one signed layer: every signer must be intact, one of them must be the author, and that one must be trusted. Pure; the
/// time is passed in and the claimed signing time decides nothing.
/// </summary>
internal sealed class SignatureJudge(SignatureContext context)
{
    // Certificates that share an issuer and serial number, or a key identifier, are tried one after the other, up to this many.
    private const int MaximumCandidates = 4;

    /// <summary>The judgement; null when the layer has no signer, and so is no signature (RFC 5652 section 5.1).</summary>
    public JudgedSignature? Judge(SignedLayer layer)
    {
        if (layer.Signed is not { } signed || layer.Content is not { } content)
        {
            return Unreadable(layer);
        }

        if (signed.Signers.Count == 0)
        {
            return null;
        }

        var verifier = new SignerVerifier(signed, content, context.Policy);
        List<JudgedSignature> judged = [.. signed.Signers.Select(signer => JudgeSigner(signer, signed, verifier))];
        JudgedSignature best = judged.MinBy(signature => signature.Findings.Count == 0 ? 0 : IsAuthor(signature) ? 1 : 2)!;
        var findings = new List<SignatureFinding>(best.Findings);
        if (layer.Problem is not SignatureReason.None)
        {
            findings.Add(new SignatureFinding(layer.Problem));
        }

        // Every signer of the content must hold: one good signature beside a bad one is how a forgery borrows trust.
        if (judged.Any(other => other != best && !IsIntact(other)))
        {
            findings.Add(new SignatureFinding(SignatureReason.SignersDisagree));
        }

        return best with { Findings = ReasonRank.Order(findings) };
    }

    private static JudgedSignature? Unreadable(SignedLayer layer) => layer.Problem is SignatureReason.None
        ? null
        : new JudgedSignature { Findings = [new SignatureFinding(layer.Problem)], Bag = layer.Signed?.Certificates ?? [] };

    private JudgedSignature JudgeSigner(SignerInformation signer, SignedContent signed, SignerVerifier verifier)
    {
        DateTimeOffset? time = signer.SignedAttributes is { } attributes ? AttributeRules.SigningTime(attributes) : null;
        (ParsedCertificate Certificate, SignerOutcome Outcome)? found = FindCertificate(signer, signed, verifier);
        if (found is not { } match)
        {
            return new JudgedSignature { Findings = [new SignatureFinding(SignatureReason.SignerCertificateMissing)], Signer = signer, SigningTime = time, Bag = signed.Certificates };
        }

        PathResult path = CertificatePath.Find(match.Certificate, signed.Certificates, context.Anchors, context.At, context.Policy);
        var findings = new List<SignatureFinding>(match.Outcome.Findings);
        findings.AddRange(path.Findings);
        findings.AddRange(SignerRules.Purpose(match.Certificate));
        findings.AddRange(SignerRules.Strength(match.Certificate, context.Policy));
        findings.AddRange(SignerRules.Author(match.Certificate, context.Sender));
        return new JudgedSignature
        {
            Findings = ReasonRank.Order(findings),
            Cautions = [.. SignerRules.Cautions(match.Outcome, path, match.Certificate, time, context)],
            Certificate = match.Certificate,
            Signer = signer,
            Bag = signed.Certificates,
            Path = path,
            SigningTime = time,
        };
    }

    // The certificate is the one whose key verifies the signature, never merely one that is named: a certificate that borrows
    // another's issuer and serial number then changes nothing, in whatever order they stand.
    private (ParsedCertificate Certificate, SignerOutcome Outcome)? FindCertificate(SignerInformation signer, SignedContent signed, SignerVerifier verifier)
    {
        (ParsedCertificate, SignerOutcome)? first = null;
        IEnumerable<ParsedCertificate> candidates = signed.Certificates.Concat(context.Known)
            .Where(signer.Identifier.Matches).DistinctBy(certificate => certificate.Sha256)
            .OrderByDescending(certificate => certificate.HasAddress(context.Sender.Author)).ThenBy(certificate => certificate.Sha256, StringComparer.Ordinal)
            .Take(MaximumCandidates);
        foreach (ParsedCertificate candidate in candidates)
        {
            SignerOutcome outcome = verifier.Verify(signer, candidate);
            if (outcome.IsIntact)
            {
                return (candidate, outcome);
            }

            first ??= (candidate, outcome);
        }

        return first;
    }

    private bool IsAuthor(JudgedSignature signature) => signature.Certificate?.HasAddress(context.Sender.Author) ?? false;

    private static bool IsIntact(JudgedSignature signature) => ReasonRank.IsIntact(signature.Findings);
}

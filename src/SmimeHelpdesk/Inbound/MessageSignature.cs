using SmimeHelpdesk.Cms.Reading;
using SmimeHelpdesk.Verification;

namespace SmimeHelpdesk.Inbound;

/// <summary>The one judgement that speaks for the message, picked from its layers.</summary>
/// <param name="Judged">The judgement; null when nothing signed the content.</param>
/// <param name="OuterIgnored">Whether a signature further out was left aside.</param>
internal sealed record MessageSignature(JudgedSignature? Judged, bool OuterIgnored)
{
    public SignatureStatus Status => Judged?.Status ?? SignatureStatus.Unsigned;

    /// <summary>
    /// Judges the signatures over the content. The outermost counts, unless only one further in is valid (a list or gateway has
    /// signed around it). A signature around ciphertext is never credited to the content: whoever relays ciphertext can add one.
    /// </summary>
    /// <param name="unwrapped">The message.</param>
    /// <param name="context">What it is judged by.</param>
    /// <param name="budget">What it may cost.</param>
    public static MessageSignature Judge(UnwrappedMessage unwrapped, SignatureContext context, VerificationBudget budget)
    {
        var judge = new SignatureJudge(context, budget);
        List<JudgedSignature> judged = [.. unwrapped.ContentSignatures.Select(layer => judge.Judge(layer, unwrapped.NumberOf(layer))).OfType<JudgedSignature>()];
        if (judged.Count > 0)
        {
            // Content that was not opened for its cost is missing, however good the signature around it is.
            JudgedSignature chosen = unwrapped.IsCutShort ? judged[^1] : judged.Find(signature => signature.Status is SignatureStatus.Valid) ?? judged[0];
            return new MessageSignature(chosen, chosen != judged[0] || unwrapped.HasOuterSignature);
        }

        return unwrapped.HasOuterSignature
            ? new MessageSignature(new JudgedSignature { Findings = [SignerRules.OfLayer(SignatureReason.SignatureAroundCiphertext, unwrapped.NumberOf(unwrapped.Layers.OfType<SignedLayer>().First()))] }, false)
            : new MessageSignature(null, false);
    }
}

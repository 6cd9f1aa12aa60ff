using SmimeHelpdesk.Verification.Pkix;

namespace SmimeHelpdesk.Revocation;

/// <summary>Who signed an answer.</summary>
/// <param name="Problem">Why he may not speak for the certificate; <see cref="RevocationUnknownReason.None"/> when he may.</param>
/// <param name="Path">His certificate and its issuers, when he is not the certificate's issuer himself; else empty.</param>
internal readonly record struct AnswerSigner(RevocationUnknownReason Problem, IReadOnlyList<ParsedCertificate> Path)
{
    public static AnswerSigner Issuer { get; } = new(RevocationUnknownReason.None, []);

    public static AnswerSigner Refused(RevocationUnknownReason problem) => new(problem, []);
}
